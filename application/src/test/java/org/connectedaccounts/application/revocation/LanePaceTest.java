package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.junit.jupiter.api.Test;

class LanePaceTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final Why WHY = Why.of(Reason.THROTTLED);

  private final LanePace pace = new LanePace(8);

  private static Instant in(Duration time) {
    return NOW.plus(time);
  }

  @Test
  void beginWhenSomeAreRunningThenNoMoreThanAllowedInAll() {
    assertThat(pace.begin(NOW)).isEqualTo(8);
    assertThat(pace.begin(NOW)).isZero();
    pace.ended();
    assertThat(pace.begin(NOW)).isEqualTo(1);
  }

  @Test
  void isFullWhenItRestsOrHasAllItMayThenNobodyMoreBegins() {
    assertThat(pace.isFull(NOW)).isFalse();
    pace.begin(NOW);
    assertThat(pace.isFull(NOW)).isTrue();
    pace.ended();
    assertThat(pace.isFull(NOW)).isFalse();
    pace.pause(NOW, Duration.ofSeconds(30));
    assertThat(pace.isFull(in(Duration.ofSeconds(29)))).isTrue();
    assertThat(pace.isFull(in(Duration.ofSeconds(31)))).isFalse();
  }

  @Test
  void throttledWhenAPauseIsAskedForThenHalfAsManyAfterIt() {
    pace.begin(NOW);
    pace.throttled(NOW, Duration.ofSeconds(30), WHY);

    assertThat(pace.rests()).isTrue();
    for (int i = 0; i < 8; i++) {
      assertThat(pace.goesOn(in(Duration.ofSeconds(29)))).isFalse();
    }
    assertThat(pace.begin(in(Duration.ofSeconds(29)))).isZero();
    assertThat(pace.begin(in(Duration.ofSeconds(31)))).isEqualTo(4);
  }

  @Test
  void answeredWhenItWorksAgainThenAsManyAsBeforeByAndBy() {
    for (int i = 0; i < 10; i++) {
      pace.throttled(NOW, Duration.ofSeconds(2), WHY);
    }
    Instant later = in(Duration.ofMinutes(1));
    assertThat(pace.begin(later)).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      pace.answered();
    }
    assertThat(pace.begin(later)).isEqualTo(7);
  }

  @Test
  void failedWhenOneOfManyThenAllGoOn() {
    pace.begin(NOW);
    pace.failed(NOW, WHY);

    assertThat(pace.goesOn(NOW)).isTrue();
  }

  @Test
  void failedWhenAllAtOnceThenOneInAWhile() {
    for (int i = 0; i < 20; i++) {
      pace.failed(NOW, WHY);
    }

    assertThat(pace.begin(in(Duration.ofSeconds(59)))).isZero();
    assertThat(pace.begin(in(Duration.ofSeconds(61)))).isEqualTo(1);
  }

  @Test
  void givesUpWhenNothingWorkedForAnHourThenSaysWhyAndBeginsAnew() {
    pace.begin(NOW);
    pace.failed(NOW, WHY);
    pace.failed(in(Duration.ofMinutes(40)), WHY);
    assertThat(pace.givesUp(in(Duration.ofMinutes(59)))).isNull();

    assertThat(pace.givesUp(in(Duration.ofMinutes(61)))).isEqualTo(WHY);

    assertThat(pace.givesUp(in(Duration.ofMinutes(62)))).isNull();
  }

  @Test
  void givesUpWhenItWorkedSinceThenNot() {
    pace.failed(NOW, WHY);
    pace.answered();
    pace.failed(in(Duration.ofMinutes(40)), WHY);

    assertThat(pace.givesUp(in(Duration.ofMinutes(61)))).isNull();
  }

  @Test
  void beginWhenNothingWasTriedForLongThenFormerTroubleIsForgotten() {
    pace.begin(NOW);
    pace.failed(NOW, WHY);
    for (int i = 0; i < 8; i++) {
      pace.ended();
    }
    Instant tomorrow = in(Duration.ofDays(1));

    assertThat(pace.givesUp(tomorrow)).isNull();
    assertThat(pace.begin(tomorrow)).isEqualTo(8);
    assertThat(pace.givesUp(tomorrow)).isNull();
  }
}
