package org.connectedaccounts.adapters.in.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import org.connectedaccounts.adapters.in.demo.AuthorizationRequest.Reading;
import org.connectedaccounts.adapters.in.demo.AuthorizationRequest.Return;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.Pkce;
import org.connectedaccounts.testing.CountingRandomness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationRequestTest {

  private static final String REDIRECT_URI = "http://localhost:8080/oauth/callback/abc";
  private static final String CHALLENGE = Pkce.challenge(Secret.of("verifier"));
  private static final DemoProvider.Settings SETTINGS =
      new DemoProvider.Settings(URI.create("http://localhost:8080/"), REDIRECT_URI, "$API_KEY");

  private static AuthorizationQuery query(String clientId, @Nullable String redirectUri) {
    return new AuthorizationQuery(
        "code", clientId, redirectUri, "profile messages:read", "s", CHALLENGE, "S256");
  }

  private static AuthorizationQuery query(
      @Nullable String type, @Nullable String scope, @Nullable String challenge, String method) {
    return new AuthorizationQuery(
        type, DemoProvider.CLIENT_ID, REDIRECT_URI, scope, "s", challenge, method);
  }

  private static Reading read(AuthorizationQuery query) {
    return AuthorizationRequest.read(query, SETTINGS);
  }

  @Test
  void readWhenInOrderThenKeepsWhatTheConsentIsFor() {
    var read = read(query(DemoProvider.CLIENT_ID, REDIRECT_URI));

    assertThat(read).isInstanceOf(Reading.Good.class);
    assertThat(((Reading.Good) read).request().scopes())
        .containsExactly("profile", "messages:read");
    assertThat(((Reading.Good) read).request().back()).isEqualTo(new Return(REDIRECT_URI, "s"));
  }

  @Test
  void readWhenClientOrRedirectUriAreUnknownThenNeverGoesThere() {
    assertThat(read(query("another", REDIRECT_URI))).isInstanceOf(Reading.Untrusted.class);
    assertThat(read(query(DemoProvider.CLIENT_ID, null))).isInstanceOf(Reading.Untrusted.class);
    assertThat(read(query(DemoProvider.CLIENT_ID, REDIRECT_URI + "?x=y")))
        .isInstanceOf(Reading.Untrusted.class);
    assertThat(read(query(DemoProvider.CLIENT_ID, "https://evil.example/")))
        .isInstanceOf(Reading.Untrusted.class);
  }

  @Test
  void readWhenTheRestIsWrongThenTellsTheClient() {
    var back = new Return(REDIRECT_URI, "s");

    assertThat(read(query("token", null, CHALLENGE, "S256")))
        .isEqualTo(new Reading.Refused(back, "unsupported_response_type"));
    assertThat(read(query("code", "profile admin", CHALLENGE, "S256")))
        .isEqualTo(new Reading.Refused(back, "invalid_scope"));
    assertThat(read(query("code", null, null, "S256")))
        .isEqualTo(new Reading.Refused(back, "invalid_request"));
    assertThat(read(query("code", null, CHALLENGE, "plain")))
        .isEqualTo(new Reading.Refused(back, "invalid_request"));
  }

  @Test
  void takeWhenTheTicketCameBeforeOrIsTooOldThenGivesNothing() {
    Instant[] now = {Instant.parse("2026-11-23T09:00:00Z")};
    var consents = new Consents(new CountingRandomness()::token, () -> now[0]);
    var request = ((Reading.Good) read(query(DemoProvider.CLIENT_ID, REDIRECT_URI))).request();
    String used = consents.open(request);
    String old = consents.open(request);

    assertThat(consents.take(used)).contains(request);
    assertThat(consents.take(used)).isEmpty();
    now[0] = now[0].plus(Consents.LIFE);
    assertThat(consents.take(old)).isEmpty();
    assertThat(consents.take(null)).isEmpty();
  }

  @Test
  void comesFromElsewhereWhenABrowserSaysSoThenTrue() {
    String own = "http://localhost:8080";

    assertThat(form("cross-site", own).comesFromElsewhere(own)).isTrue();
    assertThat(form("same-site", null).comesFromElsewhere(own)).isTrue();
    assertThat(form(null, "http://localhost:3000").comesFromElsewhere(own)).isTrue();
    assertThat(form(null, "null").comesFromElsewhere(own)).isTrue();
    assertThat(form("same-origin", "null").comesFromElsewhere(own)).isFalse();
    assertThat(form(null, own).comesFromElsewhere(own)).isFalse();
    assertThat(form(null, null).comesFromElsewhere(own)).isFalse();
  }

  private static ConsentForm form(@Nullable String fetchSite, @Nullable String origin) {
    return new ConsentForm("t", "ada", "allow", fetchSite, origin);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic ZGVtby1jbGllbnQ6c2VjcmV0",
        "basic  ZGVtby1jbGllbnQ6c2VjcmV0",
        "Basic ZGVtby1jbGllbnQ6JTczZWNyZXQ="
      })
  void acceptsWhenIdAndSecretAreRightThenTrue(String authorization) {
    var proof = new ClientProof(DemoProvider.CLIENT_ID, Secret.of("secret"));

    assertThat(proof.accepts(authorization)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic !",
        "Basic ZGVtby1jbGllbnQ=",
        "Basic ZGVtby1jbGllbnQ6b3RoZXI=",
        "Basic b3RoZXI6c2VjcmV0",
        "Bearer ZGVtby1jbGllbnQ6c2VjcmV0"
      })
  void acceptsWhenAnythingDiffersThenFalse(String authorization) {
    var proof = new ClientProof(DemoProvider.CLIENT_ID, Secret.of("secret"));

    assertThat(proof.accepts(authorization)).isFalse();
    assertThat(proof.accepts(null)).isFalse();
  }
}
