package org.connectedaccounts.adapters.in.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.connectedaccounts.adapters.in.rest.RateLimit.Standing;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final Clock clock = new Clock();
  private final RateLimit limit = new RateLimit("key", 4, Duration.ofSeconds(10), clock);

  @Test
  void takeWhenThereAreSomeLeftThenPassesAndSaysHowMany() {
    assertThat(limit.policy()).isEqualTo("\"key\";q=4;w=10");
    assertThat(limit.take("a")).isEqualTo(new Standing(true, 3, 3));
    assertThat(limit.told(limit.take("a"))).isEqualTo("\"key\";r=2;t=3");
  }

  @Test
  void takeWhenNoneIsLeftThenSaysWhenThereWillBeOneAndThereIs() {
    empty("a");
    clock.pass(Duration.ofMillis(1_400));
    Standing refused = limit.take("a");
    assertThat(refused).isEqualTo(new Standing(false, 0, 2));
    assertThat(limit.told(refused)).isEqualTo("\"key\";r=0;t=2");

    clock.pass(Duration.ofSeconds(refused.seconds()));
    assertThat(limit.take("a").passes()).isTrue();
    assertThat(limit.take("a").passes()).isFalse();
  }

  @Test
  void takeWhenRefusedThenNothingIsTaken() {
    empty("a");
    for (int i = 0; i < 100; i++) {
      assertThat(limit.take("a").passes()).isFalse();
    }
    clock.pass(Duration.ofMillis(2_500));
    assertThat(limit.take("a").passes()).isTrue();
  }

  @Test
  void takeWhenAnotherHasNoneLeftThenPasses() {
    empty("a");
    assertThat(limit.take("b")).isEqualTo(new Standing(true, 3, 3));
  }

  @Test
  void takeWhenQuietForLongThenAsManyAsAtFirstAndNoMore() {
    empty("a");
    clock.pass(Duration.ofHours(1));
    empty("a");
  }

  @Test
  void policyWhenTheWindowIsNoWholeSecondThenTheNextOne() {
    assertThat(new RateLimit("x", 1, Duration.ofMillis(200), clock).policy())
        .isEqualTo("\"x\";q=1;w=1");
    assertThat(new RateLimit("x", 1, Duration.ofMillis(1_001), clock).policy())
        .isEqualTo("\"x\";q=1;w=2");
  }

  private void empty(String caller) {
    for (int left = 3; left >= 0; left--) {
      assertThat(limit.take(caller)).isEqualTo(new Standing(true, left, 3));
    }
    assertThat(limit.take(caller).passes()).isFalse();
  }

  private static final class Clock implements TimeMeter {

    private long now;

    void pass(Duration time) {
      now += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return now;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
