package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.SigningAlgorithm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssertionsTest {

  private static SeenToken signed(SigningAlgorithm algorithm, Duration lifetime) {
    String key = SampleKeys.typed(algorithm.written());
    String jwt =
        Assertions.sign(
            new Assertions.Text(
                algorithm, Map.of("kid", "k\"1"), Map.of("iss", "a\\b\"ü"), lifetime),
            Secret.of(key),
            Definitions.moments().next());
    return SeenToken.of(jwt, algorithm.written(), key);
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void everyAlgorithmThenTheOtherSideAgrees(SigningAlgorithm algorithm) {
    SeenToken token = signed(algorithm, Duration.ofMinutes(5));

    assertThat(token.header()).containsEntry("typ", "JWT").containsEntry("kid", "k\"1");
    assertThat(token.claims()).containsEntry("iss", "a\\b\"ü").containsKey("jti");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 45, 60, 300, 86_400})
  void lifetimeThenItIsKeptAndWhatIsLeftOfItIsKnown(long seconds) {
    Duration lifetime = Duration.ofSeconds(seconds);
    SeenToken token = signed(SigningAlgorithm.RS256, lifetime);
    long now = Definitions.NOW.getEpochSecond();

    assertThat(token.number("exp") - token.number("iat")).isEqualTo(seconds);
    assertThat(token.number("iat")).isBetween(now - 30, now);
    assertThat(now + Assertions.lifeLeft(lifetime).toSeconds())
        .isBetween(token.number("exp") - 1, token.number("exp") + 1);
  }
}
