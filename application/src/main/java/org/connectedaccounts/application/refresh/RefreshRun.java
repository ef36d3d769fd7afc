package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Claim;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.Held;
import org.connectedaccounts.application.port.RefreshAttempts.Moved;
import org.connectedaccounts.application.port.RefreshAttempts.Paused;
import org.connectedaccounts.application.refresh.Result.Later;
import org.connectedaccounts.domain.account.AccountStatus.Reason;

/**
 * One refresh from claim to end: prepares all that can fail without a trace, claims the generation
 * over all replicas, asks the provider, and settles the answer.
 */
public final class RefreshRun {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final Preparation preparation;
  private final Exchanges exchanges;
  private final AccountReading reading;
  private final RefreshTimings timings;
  private final RefreshAttempts attempts;
  private final AttemptWatch watch;

  public RefreshRun(
      Preparation preparation,
      Exchanges exchanges,
      Waiting waiting,
      AccountReading reading,
      RefreshTimings timings) {
    this.preparation = preparation;
    this.exchanges = exchanges;
    this.attempts = waiting.attempts();
    this.reading = reading;
    this.timings = timings;
    this.watch = new AttemptWatch(waiting.attempts(), waiting.executor());
  }

  /** Where others are seen to be at it, and what looks after them. */
  public record Waiting(RefreshAttempts attempts, Executor executor) {}

  Result run(WithCredential found) {
    Optional<PreparedRefresh> prepared = preparation.prepare(found);
    return prepared.isPresent() ? run(prepared.get()) : reading.withoutRefreshToken(found);
  }

  private Result run(PreparedRefresh refresh) {
    return exchanges.inTurn(refresh, () -> claim(refresh));
  }

  private Result claim(PreparedRefresh refresh) {
    Claim claim = attempts.claim(refresh.attempt(), timings.leases());
    if (claim instanceof Held(var left, var silent)) {
      if (silent) {
        reading.waitsForOutcome(refresh.account());
        return new Later(Reason.AMBIGUOUS_ROTATION, left);
      }
      if (!watch.await(refresh.attempt(), shorter(left, timings.patience()))) {
        return new Later(Reason.PROVIDER_DOWN, SOON);
      }
      claim = attempts.claim(refresh.attempt(), timings.leases());
    }
    return switch (claim) {
      case Claimed claimed -> exchanges.exchange(refresh, claimed);
      case Paused(var reason, var left) -> new Later(reason, left);
      case Held _ -> new Later(Reason.PROVIDER_DOWN, SOON);
      case Moved _ -> reading.again(refresh.account());
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
