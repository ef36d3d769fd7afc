package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.adapters.out.catalog.Catalogue;
import org.connectedaccounts.application.port.ClientRegistrar.Answer;
import org.connectedaccounts.application.port.ClientRegistrar.DestinationRefused;
import org.connectedaccounts.application.port.ClientRegistrar.Refused;
import org.connectedaccounts.application.port.ClientRegistrar.Registered;
import org.connectedaccounts.application.port.ClientRegistrar.Unreachable;
import org.connectedaccounts.application.port.ClientRegistrar.Wanted;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.OAuth2;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the examples of RFC 7591, and what goes wrong. */
class EgressClientRegistrarTest {

  private static final String CALLBACK = "https://accounts.acme.example/oauth/callback/abc";
  private static final String MADE =
      """
      {"client_id": "s6BhdRkqt3", "client_secret": "cf136dc3c1fc93f31185e5885805d",
       "client_secret_expires_at": 0, "redirect_uris": ["https://accounts.acme.example/oauth/callback/abc"],
       "token_endpoint_auth_method": "client_secret_basic"}
      """;

  private final FakeEgress egress = new FakeEgress();

  private Answer register(String clientAuth, String invitation) {
    AppDefinition app =
        Catalogue.documents()
            .read(
                """
                {"schema": 1, "slug": "acme", "name": "Acme", "category": "other", "auth": [
                  {"id": "oauth", "type": "oauth2", "client_auth": "%s",
                   "authorization_url": "https://as.acme.example/authorize",
                   "token_url": "https://as.acme.example/token",
                   "registration_url": "https://as.acme.example/register?tenant=1"}]}
                """
                    .formatted(clientAuth));
    OAuth2 method = (OAuth2) app.methods().getFirst().scheme();
    Secret token = invitation.isEmpty() ? null : Secret.of(invitation);
    return new EgressClientRegistrar(egress)
        .register(new Wanted(app, method, CALLBACK, "Acme", List.of("orders", "email"), token));
  }

  @Test
  void registerThenOneRequestSaysWhatTheClientIsToBe() throws IOException {
    egress.answering(201, MADE);

    assertThat(register("basic", "invited"))
        .isEqualTo(new Registered("s6BhdRkqt3", Secret.of("cf136dc3c1fc93f31185e5885805d")));

    Egress.Request sent = egress.only();
    assertThat(sent.method()).isEqualTo("POST");
    assertThat(sent.url()).hasToString("https://as.acme.example/register?tenant=1");
    assertThat(sent.headers())
        .containsEntry("Authorization", "Bearer invited")
        .containsEntry("Content-Type", "application/json");
    JsonNode body = new JsonMapper().readTree(egress.body());
    assertThat(body.path("client_name").asText()).isEqualTo("Acme");
    assertThat(body.path("redirect_uris").toString()).isEqualTo("[\"" + CALLBACK + "\"]");
    assertThat(body.path("token_endpoint_auth_method").asText()).isEqualTo("client_secret_basic");
    assertThat(body.path("scope").asText()).isEqualTo("orders email");
  }

  @Test
  void registerWhenAnybodyMayThenNoTokenIsSent() {
    egress.answering(200, MADE);
    register("basic", "");
    assertThat(egress.only().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void registerWhenTheClientIsPublicThenASecretThatComesNeverthelessIsNotKept() {
    egress.answering(201, "{\"client_id\": \"pub\", \"client_secret\": \"unused\"}");
    assertThat(register("none", "")).isEqualTo(new Registered("pub", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          post  | {"client_id": "a", "client_secret": "b", "token_endpoint_auth_method": "none"} | none
          basic | {"client_id": "a", "token_endpoint_auth_method": "client_secret_basic"} | client_auth: none
          post  | {"client_secret": "b"} | client_id
          post  | <html>Welcome</html> | client_id
          """)
  void registerWhenTheClientDoesNotFitTheDefinitionThenRefusedWithWhatToDo(
      String clientAuth, String answer, String told) {
    egress.answering(201, answer);
    assertThat(register(clientAuth, ""))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).contains(told));
  }

  @Test
  void registerWhenRefusedThenTheServersWordsAreToldWithoutWhatWasSent() {
    egress.answering(
        400,
        """
        {"error": "invalid_redirect_uri",
         "error_description": "not allowed for the token very-secret-invitation"}
        """);
    assertThat(register("post", "very-secret-invitation"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.reason())
                    .contains("invalid_redirect_uri", "not allowed")
                    .doesNotContain("very-secret-invitation"));
  }

  @Test
  void registerWhenNothingComesBackThenItMayBeTriedAgain() {
    egress.answering(
        new Egress.NotSent(Egress.Cause.DESTINATION_REFUSED),
        new Egress.NotSent(Egress.Cause.CONNECT_FAILED),
        new Egress.Lost(Egress.Cause.DEADLINE),
        FakeEgress.answered(503, Map.of(), ""));
    assertThat(register("post", "")).isInstanceOf(DestinationRefused.class);
    assertThat(register("post", "")).isInstanceOf(Unreachable.class);
    assertThat(register("post", "")).isInstanceOf(Unreachable.class);
    assertThat(register("post", "")).isInstanceOf(Unreachable.class);
  }
}
