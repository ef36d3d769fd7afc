package org.connectedaccounts.harness.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.process.Heap;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.Behaviour;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.connectedaccounts.harness.provider.Traffic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes a quarter of an hour, so that it is asked for by name: {@code -Dharness.groups=mass}. */
@Tag("mass")
class MassExpiryIT {
  private static final int ACCOUNTS = Integer.getInteger("harness.accounts", 100_000);
  private static final int RATE = Integer.getInteger("harness.rate", 300);
  private static final Duration PROVIDER = Duration.ofMillis(5);
  private static final Duration QUIET = Duration.ofSeconds(10);
  private static final Duration SAMPLE = Duration.ofSeconds(15);
  private static final double PERMITTED_STATEMENTS = 4;

  /** What is under way takes room, and gives it back: it does not grow with what is due. */
  private static final long UNDER_WAY_KILOBYTES = 48 * 1024;

  private static final long LEFT_KILOBYTES = 8 * 1024;
  private static final int FREQUENT = 8;

  @Test
  void accounts_that_expire_in_the_same_minute_are_worked_off_at_the_rate_with_flat_memory() {
    try (Stage stage = Stage.open("mass", Pace.PRODUCTION.aheadAt(RATE))) {
      stage.provider().behaviours().setAll(Behaviour.slow(PROVIDER));
      enrol(stage);
      Statements statements = Statements.counting(stage.cluster().database());
      double idle = idle(statements);
      Work work = work(stage, statements);
      double perRefresh = (work.statements() - idle * work.took().toSeconds()) / ACCOUNTS;
      say(stage, statements, work, perRefresh);
      judge(stage, work, perRefresh);
    }
  }

  /**
   * What was measured.
   *
   * @param heaps of each replica in kilobytes after a collection, one row a sample
   */
  private record Work(Duration took, long statements, List<List<Long>> heaps) {
    double perSecond() {
      return ACCOUNTS * 1e3 / took.toMillis();
    }
  }

  private static void enrol(Stage stage) {
    long from = System.nanoTime();
    Account first = stage.fresh(ProviderClass.STRICT, 1).getFirst();
    MassEnrolment.like(stage, first).enrol(ProviderClass.STRICT, ACCOUNTS - 1);
    long seconds = (System.nanoTime() - from) / 1_000_000_000;
    stage.report().say("%d accounts enrolled in %d s", ACCOUNTS, seconds);
  }

  /** Statements a second of replicas that have nothing to do. */
  private static double idle(Statements statements) {
    long before = statements.calls();
    Settled.pause(QUIET);
    return (statements.calls() - before) / (double) QUIET.toSeconds();
  }

  private static Work work(Stage stage, Statements statements) {
    Traffic traffic = stage.provider().traffic(ProviderClass.STRICT);
    List<List<Long>> heaps = new ArrayList<>();
    heaps.add(heaps(stage));
    long before = statements.calls();
    stage.expireInThisMinute();
    long from = System.nanoTime();
    // Twice what the rate asks for: a machine that is slower is told so by the figures.
    Duration longest = Duration.ofSeconds(60 + 2L * ACCOUNTS / RATE);
    long nextSample = from + SAMPLE.toNanos();
    while (traffic.calls() < ACCOUNTS && System.nanoTime() - from < longest.toNanos()) {
      Settled.pause(Duration.ofMillis(100));
      if (System.nanoTime() > nextSample) {
        heaps.add(heaps(stage));
        nextSample = System.nanoTime() + SAMPLE.toNanos();
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - from);
    Settled.pause(Duration.ofSeconds(2));
    long spent = statements.calls() - before;
    heaps.add(heaps(stage));
    return new Work(took, spent, heaps);
  }

  private static List<Long> heaps(Stage stage) {
    return stage.cluster().replicas().stream()
        .map(Replica::pid)
        .map(Heap::kilobytesAfterCollection)
        .toList();
  }

  private static void say(Stage stage, Statements statements, Work work, double perRefresh) {
    Traffic traffic = stage.provider().traffic(ProviderClass.STRICT);
    stage
        .report()
        .say(
            "%d calls in %d s: %.0f accounts a second where %d are permitted, %d in the best"
                + " second",
            traffic.calls(),
            work.took().toSeconds(),
            work.perSecond(),
            RATE,
            traffic.mostInOneSecond());
    stage
        .report()
        .say("at most %d calls at once, of %d ms", traffic.highWater(), PROVIDER.toMillis());
    stage
        .report()
        .say(
            "heaps after a collection, KiB: before %s, after %s, most %d, in %d samples",
            work.heaps().getFirst(),
            work.heaps().getLast(),
            most(work.heaps()),
            work.heaps().size());
    stage.report().say("%.2f statements a refresh, beside heartbeats", perRefresh);
    statements
        .mostFrequent(FREQUENT)
        .forEach(row -> stage.report().say("  %s times, %s ms: %s", row.toArray()));
  }

  private static long most(List<List<Long>> heaps) {
    return heaps.stream().flatMap(List::stream).mapToLong(Long::longValue).max().orElse(0);
  }

  private static void judge(Stage stage, Work work, double perRefresh) {
    List<Account> refreshed = stage.known();
    Timeline all = Timeline.of(refreshed);
    long first = most(List.of(work.heaps().getFirst()));
    SoftAssertions each = new SoftAssertions();
    each.assertThat(all.calls()).as("calls").isEqualTo(ACCOUNTS);
    // Calls that a busy machine holds up by a second meet those of the next one.
    each.assertThat(all.most(Duration.ofSeconds(10))).isLessThanOrEqualTo(11 * RATE);
    each.assertThat(work.perSecond()).as("accounts a second").isGreaterThan(0.9 * RATE);
    each.assertThat(most(work.heaps()) - first).as("under way").isLessThan(UNDER_WAY_KILOBYTES);
    long left = most(List.of(work.heaps().getLast())) - first;
    each.assertThat(left).as("left behind").isLessThan(LEFT_KILOBYTES);
    each.assertThat(perRefresh).as("statements").isLessThanOrEqualTo(PERMITTED_STATEMENTS);
    each.assertThat(stage.verdict().violations()).isEmpty();
    each.assertAll();
  }
}
