package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.client.runtime.OidcClientConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.IssuedToken;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.app.ClientForm;
import org.connectedaccounts.domain.app.FieldHelp;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.NextCall;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenLifetime;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcClientCredentialsTest {

  private static final String FIXED = "https://as.example.com/token";

  private final FakeEgress egress = new FakeEgress();
  private final FakeOidcClients oidc = new FakeOidcClients();
  private final EgressAuthorizationServer server =
      new EgressAuthorizationServer(
          Extended.egress(egress),
          new OidcClientCredentials(oidc, oidc.filter),
          Definitions.moments(),
          Duration.ofSeconds(5));

  private TokenAnswer ask(String url, boolean trusted, ClientAuth auth, BodyFormat format) {
    AuthMethod method =
        Definitions.method(
            new ClientCredentials(
                new TokenEndpoint(
                    UrlTemplate.parse(url),
                    auth,
                    "client_id",
                    new TokenRequest(format, Map.of(), Map.of("audience", Template.parse("api"))),
                    TokenResponse.PLAIN),
                Scopes.NONE,
                new TokenLifetime(Duration.ofMinutes(5), null, null, null)),
            List.of(field("client_id", false), field("client_secret", true), field("zone", false)),
            Api.NONE,
            null);
    return server.clientCredentials(
        new Endpoint(
            Definitions.app(method),
            method,
            trusted,
            new ClientAuthentication("an id", Secret.of("s:1")),
            new Credential(Map.of(), Map.of("zone", "eu"), Map.of(), Map.of(), null)),
        List.of("a", "b"));
  }

  private TokenAnswer askFixed() {
    return ask(FIXED, true, ClientAuth.BASIC, BodyFormat.FORM);
  }

  private static InputField field(String name, boolean secret) {
    FieldRules rules = new FieldRules("[a-z]+", 1, 100, false, List.of());
    return new InputField(name, name, secret, true, rules, FieldHelp.NONE, null);
  }

  @Test
  void clientCredentialsWhenFixedByTheOperatorThenByTheOidcClient() {
    oidc.answering(200, "{\"access_token\":\"at\"}");

    assertThat(askFixed())
        .isInstanceOfSatisfying(
            Issued.class,
            issued ->
                assertThat(issued.tokens())
                    .containsEntry(
                        TokenResponse.MAIN,
                        new IssuedToken(Secret.of("at"), Duration.ofMinutes(5))));

    assertThat(egress.sent).isEmpty();
    assertThat(oidc.params).containsExactly(Map.of("scope", "a b", "audience", "api"));
    OidcClientConfig config = oidc.configs.getFirst();
    assertThat(config.tokenPath()).contains(FIXED);
    assertThat(config.clientId()).contains("an+id");
    assertThat(config.credentials().clientSecret().value()).contains("s%3A1");
    assertThat(config.connectionRetryCount()).isEqualTo(1);
    assertThat(config.followRedirects()).isFalse();
    assertThat(config.headers()).containsEntry("Accept", "application/json");
    assertThat(oidc.closed).isEqualTo(1);
    assertThat(oidc.readByClient).isEqualTo("{}");
  }

  @Test
  void clientCredentialsWhenOidcClientHidesTheStatusThenItIsStillTold() {
    oidc.answering(401, "{\"error\":\"invalid_client\",\"error_description\":\"s:1 is wrong\"}");
    assertThat(askFixed()).isEqualTo(new Refused(401, "invalid_client", "*** is wrong"));

    oidc.answering(429, "");
    assertThat(askFixed()).isEqualTo(new Throttled(Duration.ofSeconds(9)));

    oidc.answering(0, null);
    assertThat(askFixed()).isEqualTo(new Unknown(null, "connection_lost"));

    assertThat(oidc.closed).isEqualTo(3);
  }

  /** It goes where it says, by what somebody typed perhaps, and not to the token endpoint. */
  @Test
  void secondRequestWhenItLooksLikeTheGrantThenByTheOneWayOut() {
    var then =
        new NextCall(
            "POST",
            UrlTemplate.parse("https://${input.zone}.example.com/token"),
            Map.of("grant_type", Template.parse("client_credentials")));
    TokenEndpoint tokens =
        new TokenEndpoint(
            UrlTemplate.parse(FIXED),
            new ClientForm(ClientAuth.POST, ClientForm.ID),
            TokenRequest.PLAIN,
            TokenResponse.PLAIN,
            then,
            null);
    AuthMethod method =
        Definitions.method(
            Definitions.oauth(tokens), List.of(field("zone", false)), Api.NONE, null);
    egress.answering(200, "{\"access_token\":\"short\"}");
    egress.answering(200, "{\"access_token\":\"long\"}");

    server.exchangeCode(
        new Endpoint(
            Definitions.app(method),
            method,
            true,
            new ClientAuthentication("an id", Secret.of("s:1")),
            new Credential(Map.of(), Map.of("zone", "eu"), Map.of(), Map.of(), null)),
        Secret.of("code"),
        "https://us.example/cb",
        null);

    assertThat(oidc.configs).isEmpty();
    assertThat(egress.sent.getLast().url()).hasToString("https://eu.example.com/token");
  }

  @ParameterizedTest
  @CsvSource({
    "https://as.example.com/token, false, POST, FORM",
    "http://as.example.com/token, true, POST, FORM",
    "https://${input.zone}.example.com/token, true, POST, FORM",
    "https://127.0.0.1/token, true, POST, FORM",
    "https://10.0.0.8:8443/token, true, POST, FORM",
    "https://localhost/token, true, POST, FORM",
    "https://vault/token, true, POST, FORM",
    "https://as.example.com/token, true, NONE, FORM",
    "https://as.example.com/token, true, POST, JSON"
  })
  void clientCredentialsWhenNotFixedPlainAndPublicThenByTheOneWayOut(
      String url, boolean trusted, ClientAuth auth, BodyFormat format) {
    egress.answering(200, "{\"access_token\":\"at\"}");

    assertThat(ask(url, trusted, auth, format)).isInstanceOf(Issued.class);

    assertThat(oidc.configs).isEmpty();
    assertThat(egress.sent).hasSize(1);
  }
}
