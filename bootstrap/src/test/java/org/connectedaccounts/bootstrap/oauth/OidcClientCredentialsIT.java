package org.connectedaccounts.bootstrap.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.application.port.AuthorizationServer;
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
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientCredentials;
import org.connectedaccounts.domain.app.FieldHelp;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.InputField;
import org.connectedaccounts.domain.app.Scopes;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenLifetime;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Client credentials at an operator's endpoint, by the OIDC client, on a real wire. */
@QuarkusTest
@WithTestResource(TlsTokenEndpoint.class)
class OidcClientCredentialsIT {

  @Inject AuthorizationServer server;

  // With a default, since every test that starts the service has this class among its beans.
  @ConfigProperty(name = "test.token-endpoint.port", defaultValue = "0")
  int port;

  @BeforeEach
  void forget() {
    TlsTokenEndpoint.takeReceived();
  }

  private TokenAnswer ask(String path) {
    return ask(TlsTokenEndpoint.HOST, path, ClientAuth.BASIC);
  }

  private TokenAnswer ask(String host, String path, ClientAuth auth) {
    TokenEndpoint tokens =
        new TokenEndpoint(
            UrlTemplate.parse("https://" + host + ":" + port + path),
            auth,
            "client_id",
            TokenRequest.PLAIN,
            TokenResponse.PLAIN);
    AuthMethod method =
        new AuthMethod(
            new AuthMethodId("main"),
            "Main",
            List.of(field("client_id", false), field("client_secret", true)),
            new ClientCredentials(tokens, Scopes.NONE, TokenLifetime.UNKNOWN),
            Api.NONE,
            null);
    AppDefinition app =
        new AppDefinition(
            new AppSlug("demo"),
            new AppListing("Demo", List.of(), "testing", null, null, null),
            List.of(method),
            new AppDocument("schema: 1", "0".repeat(64)));
    return server.clientCredentials(
        new Endpoint(
            app,
            method,
            true,
            new ClientAuthentication("an id", Secret.of("s:1&")),
            Credential.EMPTY),
        List.of("a"));
  }

  private static InputField field(String name, boolean secret) {
    return new InputField(name, name, secret, true, FieldRules.ANY, FieldHelp.NONE, null);
  }

  @Test
  void clientCredentialsWhenAnsweredThenIssued() {
    assertThat(ask("/created"))
        .isInstanceOfSatisfying(
            Issued.class,
            issued ->
                assertThat(issued.tokens())
                    .containsExactly(
                        Map.entry(
                            TokenResponse.MAIN,
                            new IssuedToken(Secret.of("at"), Duration.ofSeconds(60)))));
    assertThat(ask("/form")).isInstanceOf(Issued.class);

    TlsTokenEndpoint.Received first = TlsTokenEndpoint.takeReceived().getFirst();
    assertThat(first.authorization()).isEqualTo("Basic YW4raWQ6cyUzQTElMjY=");
    assertThat(first.accept()).isEqualTo("application/json");
    assertThat(Set.of(first.body().split("&")))
        .containsExactlyInAnyOrder("grant_type=client_credentials", "scope=a");
  }

  @Test
  void clientCredentialsWhenPostThenCredentialsStandInTheBody() {
    ask(TlsTokenEndpoint.HOST, "/created", ClientAuth.POST);

    TlsTokenEndpoint.Received only = TlsTokenEndpoint.takeReceived().getFirst();
    assertThat(only.authorization()).isNull();
    assertThat(Set.of(only.body().split("&")))
        .containsExactlyInAnyOrder(
            "grant_type=client_credentials",
            "scope=a",
            "client_id=an+id",
            "client_secret=s%3A1%26");
  }

  @Test
  void clientCredentialsWhenNotIssuedThenStatusAndPauseAreKept() {
    assertThat(ask("/refused")).isEqualTo(new Refused(401, "invalid_client", null));
    assertThat(ask("/busy")).isEqualTo(new Throttled(Duration.ofSeconds(7)));
    assertThat(ask("/broken")).isEqualTo(new Unknown(500, "http_500"));
    assertThat(ask("/empty")).isEqualTo(new Unknown(200, "empty"));
    assertThat(TlsTokenEndpoint.takeReceived()).hasSize(4);
  }

  @Test
  void clientCredentialsWhenRedirectedThenDoesNotFollow() {
    assertThat(ask("/moved")).isEqualTo(new Unknown(302, "redirected"));
    assertThat(TlsTokenEndpoint.takeReceived()).hasSize(1);
  }

  @Test
  void clientCredentialsWhenSlowThenGivesUpAtTheDeadline() {
    long begun = System.nanoTime();

    assertThat(ask("/slow")).isInstanceOf(Unknown.class);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void clientCredentialsWhenConnectionIsCutThenUnknownAfterAtMostTwoRequests() {
    assertThat(ask("/cut")).isInstanceOf(Unknown.class);

    assertThat(TlsTokenEndpoint.takeReceived()).hasSizeBetween(1, 2);
  }

  @Test
  void clientCredentialsWhenCertificateIsForAnotherNameThenSendsNothing() {
    assertThat(ask(TlsTokenEndpoint.OTHER_HOST, "/created", ClientAuth.BASIC))
        .isInstanceOf(Unknown.class);

    assertThat(TlsTokenEndpoint.takeReceived()).isEmpty();
  }
}
