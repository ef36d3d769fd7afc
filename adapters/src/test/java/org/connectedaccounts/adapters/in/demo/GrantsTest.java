package org.connectedaccounts.adapters.in.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.connectedaccounts.adapters.in.demo.AuthorizationRequest.Return;
import org.connectedaccounts.adapters.in.demo.Grants.Issued;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.Pkce;
import org.connectedaccounts.testing.CountingRandomness;
import org.junit.jupiter.api.Test;

class GrantsTest {

  private static final String REDIRECT_URI = "http://localhost:8080/oauth/callback/abc";
  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters";

  private Instant now = Instant.parse("2026-11-23T09:00:00Z");
  private final Grants grants = new Grants(new CountingRandomness()::token, () -> now);
  private final AuthorizationRequest request =
      new AuthorizationRequest(
          new Return(REDIRECT_URI, "state"),
          List.of("profile"),
          Pkce.challenge(Secret.of(VERIFIER)));

  private String code() {
    return grants.allow(request, DemoPerson.ADA);
  }

  private Issued tokens() {
    return grants.redeem(code(), REDIRECT_URI, VERIFIER).orElseThrow();
  }

  private boolean opens(Issued issued) {
    return grants.find(issued.accessToken()).isPresent();
  }

  @Test
  void redeemWhenAllIsRightThenItsTokenOpensTheApi() {
    var issued = tokens();

    assertThat(grants.find(issued.accessToken()))
        .hasValueSatisfying(
            grant -> {
              assertThat(grant.person()).isEqualTo(DemoPerson.ADA);
              assertThat(grant.scopes()).containsExactly("profile");
            });
  }

  @Test
  void redeemWhenTheVerifierIsAnotherThenRefusesAndTheCodeIsSpent() {
    String code = code();

    assertThat(grants.redeem(code, REDIRECT_URI, VERIFIER + "x")).isEmpty();
    assertThat(grants.redeem(code, REDIRECT_URI, VERIFIER)).isEmpty();
  }

  @Test
  void redeemWhenVerifierOrRedirectUriLacksOrDiffersThenRefuses() {
    assertThat(grants.redeem(code(), REDIRECT_URI, null)).isEmpty();
    assertThat(grants.redeem(code(), null, VERIFIER)).isEmpty();
    assertThat(grants.redeem(code(), REDIRECT_URI + "/x", VERIFIER)).isEmpty();
    assertThat(grants.redeem("unknown", REDIRECT_URI, VERIFIER)).isEmpty();
    assertThat(grants.redeem(null, REDIRECT_URI, VERIFIER)).isEmpty();
  }

  @Test
  void redeemWhenTheCodeComesTwiceThenRevokesWhatItBrought() {
    String code = code();
    var issued = grants.redeem(code, REDIRECT_URI, VERIFIER).orElseThrow();

    assertThat(grants.redeem(code, REDIRECT_URI, VERIFIER)).isEmpty();

    assertThat(opens(issued)).isFalse();
    assertThat(grants.refresh(issued.refreshToken())).isEmpty();
  }

  @Test
  void redeemWhenTheCodeIsAMinuteOldThenRefuses() {
    String code = code();
    now = now.plus(Grants.CODE_LIFE);

    assertThat(grants.redeem(code, REDIRECT_URI, VERIFIER)).isEmpty();
  }

  @Test
  void findWhenTheTokenIsAMinuteOldThenItIsGoneAndARefreshBringsAnother() {
    var issued = tokens();
    now = now.plus(Grants.ACCESS_LIFE).minus(Duration.ofMillis(1));
    assertThat(opens(issued)).isTrue();
    now = now.plus(Duration.ofMillis(1));
    assertThat(opens(issued)).isFalse();

    var fresh = grants.refresh(issued.refreshToken()).orElseThrow();

    assertThat(opens(fresh)).isTrue();
    assertThat(fresh.refreshToken()).isNotEqualTo(issued.refreshToken());
  }

  @Test
  void refreshWhenTheTokenComesTwiceThenTheWholeGrantEnds() {
    var first = tokens();
    var second = grants.refresh(first.refreshToken()).orElseThrow();

    assertThat(grants.refresh(first.refreshToken())).isEmpty();

    assertThat(opens(second)).isFalse();
    assertThat(grants.refresh(second.refreshToken())).isEmpty();
  }

  @Test
  void refreshWhenAnotherGrantEndedThenGoesOn() {
    var one = tokens();
    var other = tokens();
    grants.revoke(one.refreshToken());

    assertThat(grants.refresh(other.refreshToken())).isPresent();
  }

  @Test
  void revokeWhenARefreshTokenThenTheWholeGrantEnds() {
    var issued = tokens();

    grants.revoke(issued.refreshToken());

    assertThat(opens(issued)).isFalse();
    assertThat(grants.refresh(issued.refreshToken())).isEmpty();
  }

  @Test
  void revokeWhenAnAccessTokenThenTheGrantLivesOn() {
    var issued = tokens();

    grants.revoke(issued.accessToken());
    grants.revoke("unknown");
    grants.revoke(null);

    assertThat(opens(issued)).isFalse();
    assertThat(grants.refresh(issued.refreshToken())).isPresent();
  }
}
