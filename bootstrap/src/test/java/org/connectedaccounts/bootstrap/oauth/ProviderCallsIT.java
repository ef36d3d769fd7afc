package org.connectedaccounts.bootstrap.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Sending;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.connectedaccounts.testing.Browser;
import org.connectedaccounts.testing.Person;
import org.connectedaccounts.testing.RefreshBehaviour;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedClient;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Codes, refresh, revocation, probes and lists, by a definition as it is written, on the wire. */
@QuarkusTest
@WithTestResource(TlsTokenEndpoint.class)
class ProviderCallsIT {

  private static final String DEFINITION =
      """
      schema: 1
      slug: APP
      name: Demo
      category: testing
      auth:
        - id: oauth
          type: oauth2
          authorization_url: PROVIDER/oauth/authorize
          token_url: PROVIDER/oauth/token
          issuer: PROVIDER
          scopes: {default: [openid, read]}
          client_auth: basic
          revocation: {url: PROVIDER/oauth/revoke}
          identity: {from: FROM}
          choose: {request: {url: PROVIDER/api/sites}, items: "", id: id, label: name, store_as: site}
          api:
            base_url: PROVIDER
            credentials:
              - {in: header, name: Authorization, value: "Bearer ${secret.oauth_access_token}"}
            verify: {url: PROVIDER/api/me}
      """;
  private static final String ID_TOKEN = "id_token, id: sub, name: name, email: email";
  private static final String USERINFO = "userinfo, request: {url: PROVIDER/userinfo}, id: sub";

  private static final Duration DEADLINE = Duration.ofSeconds(2);

  @Inject AppDocuments documents;
  @Inject AuthorizationServer server;
  @Inject ProviderApi api;

  private final ScriptedProvider provider = new ScriptedProvider();

  @AfterEach
  void close() {
    provider.close();
  }

  private AppDefinition app(String slug, String identity) {
    return written(slug, identity).byOperator();
  }

  /** As a workspace might have written it. */
  private AppDefinition written(String slug, String identity) {
    return documents.read(
        DEFINITION
            .replace("FROM", identity)
            .replace("APP", slug)
            .replace("PROVIDER", provider.uri("").toString()));
  }

  private Endpoint endpoint(Credential known) {
    AppDefinition app = app("demo", ID_TOKEN);
    return new Endpoint(
        app,
        app.defaultMethod(),
        true,
        new ClientAuthentication(
            ScriptedProvider.CLIENT_ID, Secret.of(ScriptedProvider.CLIENT_SECRET)),
        known);
  }

  private String code() {
    ScriptedClient client =
        new ScriptedClient(ScriptedProvider.CLIENT_ID, ScriptedProvider.CLIENT_SECRET);
    Map<String, String> query = client.authorization("openid read");
    String url = provider.uri(ScriptedProvider.AUTHORIZE) + "?" + form(query);
    URI callback =
        new Browser().walkUntil(URI.create(url), ScriptedClient.CALLBACK).location().orElseThrow();
    return Stream.of(callback.getRawQuery().split("&"))
        .filter(pair -> pair.startsWith("code="))
        .map(pair -> pair.substring(5))
        .findFirst()
        .orElseThrow();
  }

  private static String form(Map<String, String> query) {
    StringBuilder text = new StringBuilder();
    query.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
    return text.toString();
  }

  private TokenAnswer exchange() {
    return server.exchangeCode(
        endpoint(Credential.EMPTY),
        Secret.of(code()),
        ScriptedClient.CALLBACK,
        Secret.of(ScriptedClient.VERIFIER));
  }

  private Credential connected() {
    Issued issued = (Issued) exchange();
    Map<String, Token> tokens = new LinkedHashMap<>();
    issued.tokens().forEach((name, token) -> tokens.put(name, new Token(token.value(), null)));
    return new Credential(tokens, Map.of(), Map.of(), Map.of(), issued.refreshToken());
  }

  @Test
  void exchangeCodeWhenHonestThenIssuedWithIdentityOfTheIdToken() {
    provider.requiresPkce();

    assertThat(exchange())
        .isInstanceOfSatisfying(
            Issued.class,
            issued -> {
              assertThat(issued.scopes()).containsExactly("openid", "read");
              assertThat(issued.refreshToken()).isNotNull();
              assertThat(issued.identity())
                  .isEqualTo(
                      new Identity(Person.ADA.subject(), Person.ADA.name(), Person.ADA.email()));
            });
    assertThat(provider.requestsTo(ScriptedProvider.TOKEN)).hasSize(1);
  }

  @Test
  void exchangeCodeWhenUsedTwiceThenRefused() {
    Endpoint endpoint = endpoint(Credential.EMPTY);
    Secret code = Secret.of(code());
    Secret verifier = Secret.of(ScriptedClient.VERIFIER);

    server.exchangeCode(endpoint, code, ScriptedClient.CALLBACK, verifier);
    assertThat(server.exchangeCode(endpoint, code, ScriptedClient.CALLBACK, verifier))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.error()).isEqualTo("invalid_grant"));
  }

  @Test
  void refreshWhenRotatingThenTheNewTokenComesBack() {
    provider.refreshes(RefreshBehaviour.STRICT);
    Credential held = connected();
    Secret old = Objects.requireNonNull(held.refreshToken());

    assertThat(server.refresh(endpoint(held), old, List.of(), Sending.within(DEADLINE)))
        .isInstanceOfSatisfying(
            Issued.class,
            issued -> assertThat(issued.refreshToken()).isNotNull().isNotEqualTo(old));
    assertThat(server.refresh(endpoint(held), old, List.of(), Sending.within(DEADLINE)))
        .isEqualTo(new Refused(400, "invalid_grant", "the refresh token was used or revoked"));
  }

  @TestFactory
  Stream<DynamicTest> refreshWhenSomethingGoesWrongThenOneRequestAndTheRightClass() {
    return Stream.of(
            Map.entry("reset", Reply.reset()),
            Map.entry("close", Reply.closeAfterReading()),
            Map.entry("garbage", Reply.garbage()),
            Map.entry("cut", Reply.json(200, "{\"access_token\":\"at\"}").truncatedAfter(8)),
            Map.entry("huge", Reply.huge(8_000_000)),
            Map.entry("late", Reply.json(200, "{}").delayed(Duration.ofSeconds(6))),
            Map.entry("page", Reply.errorPage(502)),
            Map.entry("moved", Reply.redirect(307, provider.uri("/elsewhere"))))
        .map(
            fault ->
                DynamicTest.dynamicTest(
                    fault.getKey(),
                    () -> {
                      provider.token().answersOnce(fault.getValue());
                      provider.forgetRequests();

                      assertThat(refresh()).isInstanceOf(Unknown.class);
                      assertThat(provider.requests()).hasSize(1);
                    }));
  }

  private TokenAnswer refresh() {
    return server.refresh(
        endpoint(Credential.EMPTY), Secret.of("rt"), List.of(), Sending.within(DEADLINE));
  }

  @Test
  void refreshWhenThrottledThenTellsThePause() {
    provider.token().answersOnce(Reply.tooManyRequests(12));

    assertThat(refresh()).isEqualTo(new Throttled(Duration.ofSeconds(12)));
  }

  @Test
  void refreshWhenNobodyListensThenNotSent() {
    provider.goesDown();

    assertThat(refresh()).isEqualTo(new NotSent(Egress.Cause.CONNECT_FAILED));
  }

  @Test
  void verifyWhenAWorkspaceWroteTheDefinitionThenTheAppsAllowanceIsNotItsOwn() {
    AppDefinition borrowed = written("demo", USERINFO);

    assertThat(api.verify(borrowed, borrowed.defaultMethod(), connected()))
        .isEqualTo(ProviderApi.Verdict.DESTINATION_REFUSED);
    assertThat(provider.requestsTo(ScriptedProvider.API)).isEmpty();
  }

  @Test
  void refreshWhenDestinationIsNotAllowedForTheAppThenNothingLeaves() {
    AppDefinition other = app("other", ID_TOKEN);
    Endpoint endpoint =
        new Endpoint(
            other,
            other.defaultMethod(),
            true,
            new ClientAuthentication("id", Secret.of("secret")),
            Credential.EMPTY);

    assertThat(server.refresh(endpoint, Secret.of("rt"), List.of(), Sending.within(DEADLINE)))
        .isEqualTo(new NotSent(Egress.Cause.DESTINATION_REFUSED));
    assertThat(api.verify(other, other.defaultMethod(), connected()))
        .isEqualTo(ProviderApi.Verdict.DESTINATION_REFUSED);
    assertThat(provider.requestsTo(ScriptedProvider.API)).isEmpty();
  }

  @Test
  void revokeWhenConnectedThenTheProviderForgetsTheToken() {
    Credential held = connected();

    assertThat(server.revoke(endpoint(held), () -> true)).isEqualTo(RevocationAnswer.REVOKED);
    assertThat(provider.ledger().revoked(Kind.REFRESH)).hasSize(1);
  }

  @Test
  void providerApiWhenConnectedThenVerifiesIdentifiesAndLists() {
    provider.sites(Map.of("s1", "Site"));
    Credential held = connected();
    AppDefinition app = app("demo", USERINFO);
    AuthMethod method = app.defaultMethod();

    assertThat(api.verify(app, method, held)).isEqualTo(ProviderApi.Verdict.ACCEPTED);
    assertThat(api.identify(app, method, held).identity())
        .isEqualTo(new Identity(Person.ADA.subject(), null, null));
    assertThat(api.options(app, method, held)).containsExactly(new Option("s1", "Site"));

    provider.forgets(Person.ADA);
    assertThat(api.verify(app, method, held)).isEqualTo(ProviderApi.Verdict.REJECTED);
    assertThat(api.identify(app, method, held).verdict()).isEqualTo(ProviderApi.Verdict.REJECTED);
  }
}
