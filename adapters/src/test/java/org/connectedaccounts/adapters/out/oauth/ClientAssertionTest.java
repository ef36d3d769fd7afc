package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.connectedaccounts.application.port.AuthorizationServer.ClientAuthentication;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Sending;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.ClientAssertion;
import org.connectedaccounts.domain.app.ClientAuth;
import org.connectedaccounts.domain.app.ClientForm;
import org.connectedaccounts.domain.app.Issuer;
import org.connectedaccounts.domain.app.SigningAlgorithm;
import org.connectedaccounts.domain.app.Template;
import org.connectedaccounts.domain.app.TokenEndpoint;
import org.connectedaccounts.domain.app.TokenRequest;
import org.connectedaccounts.domain.app.TokenResponse;
import org.connectedaccounts.domain.app.UrlTemplate;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients that sign that they are themselves (RFC 7523, 2.2). */
class ClientAssertionTest {

  private final OddProvider odd = new OddProvider();

  private static Endpoint endpoint(
      ClientAuth way, SigningAlgorithm algorithm, @Nullable String issuer, String secret) {
    var signed =
        new ClientAssertion(
            algorithm,
            Map.of("kid", Template.parse("key-1")),
            issuer == null ? null : new Issuer(issuer, false));
    var tokens =
        new TokenEndpoint(
            UrlTemplate.parse(Definitions.TOKEN_URL),
            new ClientForm(way, ClientForm.ID, ClientForm.SECRET, signed),
            TokenRequest.PLAIN,
            TokenResponse.PLAIN,
            null,
            null);
    var method = Definitions.method(Definitions.oauth(tokens));
    return Definitions.endpoint(method, Credential.EMPTY)
        .as(new ClientAuthentication("cid", Secret.of(secret)));
  }

  private static Endpoint withKey(@Nullable String issuer) {
    return endpoint(
        ClientAuth.PRIVATE_KEY_JWT, SigningAlgorithm.ES256, issuer, SampleKeys.typed("ES256"));
  }

  private SeenToken sent(int index, String algorithm, String secret) {
    Map<String, String> params = odd.sent(index).params();
    assertThat(params).doesNotContainKey("client_secret").doesNotContainValue(secret);
    return SeenToken.of(Objects.requireNonNull(params.get("client_assertion")), algorithm, secret);
  }

  @Test
  void privateKeyJwtWhenTheIssuerIsKnownThenItIsTheOnlyAudience() {
    odd.egress.answering(200, "{\"access_token\":\"a\"}");

    odd.code(withKey("https://as.example.com"));

    SeenToken token = sent(0, "ES256", SampleKeys.typed("ES256"));
    assertThat(token.header()).containsEntry("kid", "key-1");
    assertThat(token.claims())
        .containsEntry("iss", "cid")
        .containsEntry("sub", "cid")
        .containsEntry("aud", "https://as.example.com");
    SeenAssertion.checkTimes(token, 60, Definitions.NOW);
  }

  @Test
  void privateKeyJwtWhenNoIssuerIsKnownThenTheTokenEndpointIsTheAudience() {
    odd.egress.answering(200, "{\"access_token\":\"a\"}");

    odd.code(withKey(null));

    assertThat(sent(0, "ES256", SampleKeys.typed("ES256")).claims())
        .containsEntry("aud", Definitions.TOKEN_URL);
  }

  @Test
  void privateKeyJwtWhenAskedAgainThenEachAssertionIsUsedOnce() {
    Set<String> numbers = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      odd.egress.answering(200, "{\"access_token\":\"a\"}");
      odd.server.refresh(
          withKey(null), Secret.of("rt"), List.of(), Sending.within(Duration.ofSeconds(5)));
      numbers.add(
          Objects.requireNonNull(sent(i, "ES256", SampleKeys.typed("ES256")).claims().get("jti")));
    }
    assertThat(numbers).hasSize(3);
  }

  @Test
  void clientSecretJwtThenTheSecretSignsAndIsNotSent() {
    odd.egress.answering(200, "{\"access_token\":\"a\"}");
    String secret = "short s:cr&t";

    odd.code(
        endpoint(
            ClientAuth.CLIENT_SECRET_JWT,
            SigningAlgorithm.HS256,
            "https://as.example.com",
            secret));

    assertThat(sent(0, "HS256", secret).claims()).containsEntry("sub", "cid");
  }

  @Test
  void secretThatIsNoKeyThenNothingIsSent() {
    assertThat(
            odd.code(endpoint(ClientAuth.PRIVATE_KEY_JWT, SigningAlgorithm.RS256, null, "no key")))
        .isInstanceOf(NotSent.class);
    assertThat(odd.egress.sent).isEmpty();
  }
}
