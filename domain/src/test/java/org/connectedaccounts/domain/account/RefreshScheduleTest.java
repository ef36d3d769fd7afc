package org.connectedaccounts.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshScheduleTest {

  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private static @Nullable Instant next(Times times, @Nullable Instant idleDeadline) {
    return RefreshSchedule.next(times, NOW, MARGIN, idleDeadline, 0);
  }

  private static Times living(Duration life) {
    return Times.createdAt(NOW).expiring(NOW.plus(life), null);
  }

  @Test
  void nextWhenATokenLivesAnHourThenTenMinutesAhead() {
    assertThat(next(living(Duration.ofHours(1)), null)).isEqualTo(NOW.plusSeconds(50 * 60));
  }

  @Test
  void nextWhenTheMarginIsLargerThenThat() {
    assertThat(
            RefreshSchedule.next(living(Duration.ofHours(2)), NOW, Duration.ofMinutes(20), null, 0))
        .isEqualTo(NOW.plusSeconds(100 * 60));
  }

  @Test
  void nextWhenATokenIsShortLivedThenAtHalfItsLife() {
    assertThat(next(living(Duration.ofSeconds(60)), null)).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  void nextWhenItIsOverThenNow() {
    assertThat(next(living(Duration.ofSeconds(-5)), null)).isEqualTo(NOW);
  }

  @Test
  void nextWhenNothingEndsThenNever() {
    assertThat(next(Times.createdAt(NOW), null)).isNull();
  }

  @Test
  void nextWhenManyWereConnectedAtOnceThenJitterSpreadsThem() {
    var times = living(Duration.ofHours(1));
    assertThat(RefreshSchedule.next(times, NOW, MARGIN, null, 1))
        .isEqualTo(NOW.plusSeconds(45 * 60));
    assertThat(RefreshSchedule.next(times, NOW, MARGIN, null, 0.5))
        .isBetween(NOW.plusSeconds(45 * 60), NOW.plusSeconds(50 * 60));
  }

  @Test
  void nextWhenNobodyUsedItForAWeekThenDailyIsEnough() {
    var old = NOW.minus(Duration.ofDays(30));
    var unused = Times.createdAt(old).expiring(NOW.plus(Duration.ofHours(1)), null);
    assertThat(next(unused, null)).isEqualTo(NOW.plus(Duration.ofDays(1)));

    var used = unused.usedAt(NOW.minus(Duration.ofDays(6)));
    assertThat(next(used, null)).isEqualTo(NOW.plusSeconds(50 * 60));
  }

  @Test
  void nextWhenTheRefreshTokenDiesOfDisuseThenAWeekAhead() {
    var old = NOW.minus(Duration.ofDays(30));
    var deadline = NOW.plus(Duration.ofDays(60));
    assertThat(next(Times.createdAt(old), deadline)).isEqualTo(NOW.plus(Duration.ofDays(53)));
    assertThat(next(Times.createdAt(old), NOW.plus(Duration.ofDays(4))))
        .isEqualTo(NOW.plus(Duration.ofDays(2)));
  }

  @Test
  void nextWhenBothEndThenTheEarlier() {
    assertThat(next(living(Duration.ofHours(1)), NOW.plus(Duration.ofDays(60))))
        .isEqualTo(NOW.plusSeconds(50 * 60));
  }
}
