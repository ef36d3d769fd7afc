package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Sending;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Api;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.BodyFormat;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.FieldHelp;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.RefreshRequest;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.junit.jupiter.api.Test;

class EgressAuthorizationServerTest {

  private static final String TOKENS = "{\"access_token\":\"at\"}";
  private static final String CLIENT_IN_BODY = "&client_id=the+client&client_secret=s%3Acr%26t";
  private static final String CODE =
      "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fus.example.com%2Fcb";

  private final FakeEgress egress = new FakeEgress();
  private final EgressAuthorizationServer server =
      new EgressAuthorizationServer(
          Extended.egress(egress),
          FakeOidcClients.unused(),
          Definitions.moments(),
          Duration.ofSeconds(7));

  private void exchange(TokenEndpoint tokens) {
    egress.answering(200, TOKENS);
    Endpoint endpoint =
        Definitions.endpoint(Definitions.method(Definitions.oauth(tokens)), Credential.EMPTY);
    assertThat(
            server.exchangeCode(
                endpoint, Secret.of("c/1"), "https://us.example.com/cb", Secret.of("v~1")))
        .isInstanceOf(Issued.class);
  }

  @Test
  void exchangeCodeWhenPostThenSendsAllInTheForm() {
    exchange(Definitions.tokens(ClientAuth.POST, BodyFormat.FORM, Map.of()));

    Egress.Request request = egress.only();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.url()).hasToString(Definitions.TOKEN_URL);
    assertThat(request.app()).as("what the operator allows an app is not a workspace's").isNull();
    assertThat(request.deadline()).isEqualTo(Duration.ofSeconds(7));
    assertThat(request.headers())
        .containsOnly(
            Map.entry("Accept", "application/json"),
            Map.entry("Content-Type", "application/x-www-form-urlencoded"));
    assertThat(egress.body()).isEqualTo(CODE + "&code_verifier=v%7E1" + CLIENT_IN_BODY);
  }

  @Test
  void exchangeCodeWhenBasicThenCredentialsAreEncodedFirst() {
    exchange(Definitions.tokens(ClientAuth.BASIC, BodyFormat.FORM, Map.of()));

    // the+client:s%3Acr%26t (RFC 6749, 2.3.1)
    assertThat(egress.only().headers())
        .containsEntry("Authorization", "Basic dGhlK2NsaWVudDpzJTNBY3IlMjZ0");
    assertThat(egress.body()).isEqualTo(CODE + "&code_verifier=v%7E1");
  }

  @Test
  void exchangeCodeWhenPublicClientThenSendsItsIdAlone() {
    exchange(Definitions.tokens(ClientAuth.NONE, BodyFormat.FORM, Map.of()));

    assertThat(egress.only().headers()).doesNotContainKey("Authorization");
    assertThat(egress.body()).endsWith("&client_id=the+client");
  }

  @Test
  void exchangeCodeWhenBasicWithoutSecretThenSendsTheIdInTheBody() {
    AuthMethod method =
        Definitions.method(
            Definitions.oauth(Definitions.tokens(ClientAuth.BASIC, BodyFormat.FORM, Map.of())));
    Endpoint endpoint =
        new Endpoint(
            Definitions.app(method),
            method,
            false,
            new ClientAuthentication("public", null),
            Credential.EMPTY);
    egress.answering(200, TOKENS);

    server.exchangeCode(endpoint, Secret.of("c/1"), "https://us.example.com/cb", null);

    assertThat(egress.only().headers()).doesNotContainKey("Authorization");
    assertThat(egress.body()).isEqualTo(CODE + "&client_id=public");
  }

  private Endpoint withFormerSecret() {
    AuthMethod method =
        Definitions.method(
            Definitions.oauth(Definitions.tokens(ClientAuth.POST, BodyFormat.FORM, Map.of())));
    return new Endpoint(
        Definitions.app(method),
        method,
        false,
        new ClientAuthentication("id", Secret.of("new"), Secret.of("former")),
        Credential.EMPTY);
  }

  private Object refreshed() {
    return server.refresh(
        withFormerSecret(), Secret.of("rt"), List.of(), Sending.within(Duration.ofSeconds(7)));
  }

  private String body(int number) {
    return new String(egress.sent.get(number).body(), StandardCharsets.UTF_8);
  }

  @Test
  void refreshWhenTheNewSecretIsNotKnownYetThenTheFormerOneServes() {
    egress.answering(401, "{\"error\":\"invalid_client\"}").answering(200, TOKENS);
    assertThat(refreshed()).isInstanceOf(Issued.class);
    assertThat(body(0)).contains("client_secret=new");
    assertThat(body(1)).contains("client_secret=former", "refresh_token=rt");
    assertThat(egress.sent).hasSize(2);
  }

  @Test
  void refreshWhenTheNewSecretIsKnownThenTheFormerOneIsNotSent() {
    egress.answering(400, "{\"error\":\"invalid_grant\"}");
    assertThat(refreshed()).isEqualTo(new Refused(400, "invalid_grant", null));
    assertThat(egress.body()).contains("client_secret=new");
  }

  @Test
  void exchangeCodeWhenJsonThenSendsAnObject() {
    exchange(Definitions.tokens(ClientAuth.POST, BodyFormat.JSON, Map.of("a\"b", "c")));

    assertThat(egress.only().headers()).containsEntry("Content-Type", "application/json");
    assertThat(egress.body())
        .isEqualTo(
            "{\"grant_type\":\"authorization_code\",\"code\":\"c/1\","
                + "\"redirect_uri\":\"https://us.example.com/cb\",\"code_verifier\":\"v~1\","
                + "\"a\\\"b\":\"c\",\"client_id\":\"the client\",\"client_secret\":\"s:cr&t\"}");
  }

  @Test
  void exchangeCodeWhenDefinitionHasItsOwnNamesAndHeadersThenUsesThem() {
    exchange(
        new TokenEndpoint(
            UrlTemplate.parse(Definitions.TOKEN_URL),
            ClientAuth.POST,
            "client_key",
            new TokenRequest(
                BodyFormat.FORM,
                Map.of("accept", Template.parse("application/vnd.demo+json")),
                Map.of("audience", Template.parse("api"))),
            TokenResponse.PLAIN));

    assertThat(egress.only().headers()).containsEntry("Accept", "application/vnd.demo+json");
    assertThat(egress.body())
        .endsWith("&audience=api&client_key=the+client&client_secret=s%3Acr%26t");
  }

  @Test
  void exchangeCodeWhenHostComesFromAnInputThenGoesThere() {
    shop("acme");

    assertThat(egress.only().url()).hasToString("https://acme.example.com/token");
  }

  @Test
  void exchangeCodeWhenInputIsNoPartOfAHostThenSendsNothing() {
    assertThat(shop("evil.example.net/")).isEqualTo(new NotSent(Egress.Cause.DESTINATION_REFUSED));
    assertThat(egress.sent).isEmpty();
  }

  private Object shop(String shop) {
    InputField field =
        new InputField(
            "shop",
            "Shop",
            false,
            true,
            new FieldRules("[a-z./]+", 1, 100, false, List.of()),
            FieldHelp.NONE,
            null);
    AuthMethod method =
        Definitions.method(
            Definitions.oauth(TokenEndpoint.at("https://${input.shop}.example.com/token")),
            List.of(field),
            Api.NONE,
            null);
    Credential known = new Credential(Map.of(), Map.of("shop", shop), Map.of(), Map.of(), null);
    egress.answering(200, TOKENS);
    return server.exchangeCode(
        Definitions.endpoint(method, known), Secret.of("c"), "https://us.example.com/cb", null);
  }

  @Test
  void exchangeCodeWhenRefusedThenNeverEchoesWhatWasSent() {
    egress.answering(400, "{\"error\":\"invalid_grant\",\"error_description\":\"c/1 s:cr&t v~1\"}");
    Endpoint endpoint =
        Definitions.endpoint(
            Definitions.method(
                Definitions.oauth(Definitions.tokens(ClientAuth.POST, BodyFormat.FORM, Map.of()))),
            Credential.EMPTY);

    assertThat(server.exchangeCode(endpoint, Secret.of("c/1"), "https://x", Secret.of("v~1")))
        .isEqualTo(new Refused(400, "invalid_grant", "*** *** ***"));
  }

  @Test
  void refreshWhenPlainThenSendsNoScope() {
    refresh(RefreshRequest.PLAIN);

    assertThat(egress.only().url()).hasToString(Definitions.TOKEN_URL);
    assertThat(egress.body())
        .isEqualTo("extra=1&grant_type=refresh_token&refresh_token=r%2F1" + CLIENT_IN_BODY);
  }

  @Test
  void refreshWhenDefinitionSaysSoThenSendsScopeElsewhereWithItsParameters() {
    refresh(
        new RefreshRequest(
            UrlTemplate.parse("https://as.example.com/renew"),
            true,
            Map.of("grant_type", Template.parse("renew"), "extra", Template.parse("2"))));

    assertThat(egress.only().url()).hasToString("https://as.example.com/renew");
    assertThat(egress.body())
        .isEqualTo("extra=2&grant_type=renew&refresh_token=r%2F1&scope=a%2Cb" + CLIENT_IN_BODY);
  }

  private void refresh(RefreshRequest request) {
    egress.answering(200, TOKENS);
    TokenEndpoint tokens =
        Definitions.tokens(ClientAuth.POST, BodyFormat.FORM, Map.of("extra", "1"));
    Endpoint endpoint =
        Definitions.endpoint(
            Definitions.method(Definitions.oauth(tokens, request, null)), Credential.EMPTY);

    assertThat(
            server.refresh(
                endpoint,
                Secret.of("r/1"),
                List.of("a", "b"),
                Sending.within(Duration.ofSeconds(5))))
        .isInstanceOf(Issued.class);
  }
}
