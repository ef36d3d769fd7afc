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
    this.reading = reading;
    this.timings = timings;
    this.attempts = waiting.attempts();
    this.watch = new AttemptWatch(waiting.attempts(), waiting.executor());
  }

  /** Where others are seen to be at it, and what looks after them. */
  public record Waiting(RefreshAttempts attempts, Executor executor) {}

  Result run(WithCredential found) {
    Optional<PreparedRefresh> prepared = preparation.prepare(found);
    return prepared.isPresent() ? run(prepared.get()) : reading.withoutRefreshToken(found);
  }

  private Result run(PreparedRefresh refresh) {
    return switch (inTurn(refresh)) {
      case Done(var result) -> result;
      case Busy(var held) -> await(refresh, held);
    };
  }

  /** What one try came to. */
  private sealed interface Try {}

  private record Done(Result result) implements Try {}

  private record Busy(Held held) implements Try {}

  /** A turn is for calls to the provider: nobody keeps one while others are at it. */
  private Try inTurn(PreparedRefresh refresh) {
    return exchanges
        .inTurn(refresh, () -> claim(refresh))
        .orElseGet(() -> new Done(new Later(Reason.PROVIDER_DOWN, SOON)));
  }

  private Try claim(PreparedRefresh refresh) {
    Duration began = exchanges.uptime();
    Claim claim = attempts.claim(refresh.attempt(), timings.leases());
    return switch (claim) {
      case Claimed claimed -> new Done(exchanges.exchange(refresh, claimed, began));
      case Paused(var reason, var left) -> new Done(new Later(reason, left));
      case Moved _ -> new Done(reading.again(refresh.account()));
      case Held held -> new Busy(held);
    };
  }

  private Result await(PreparedRefresh refresh, Held held) {
    if (held.silent()) {
      reading.waitsForOutcome(refresh.account());
      return new Later(Reason.AMBIGUOUS_ROTATION, held.left());
    }
    if (!watch.await(refresh.attempt(), shorter(held.left(), timings.patience()))) {
      return new Later(Reason.PROVIDER_DOWN, SOON);
    }
    Result seen = reading.again(refresh.account());
    // Whoever was at it has left it as it was, so it is ours to try.
    return seen instanceof Later && inTurn(refresh) instanceof Done(var result) ? result : seen;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
