package org.connectedaccounts.application.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.BulkRevocations.Lane;
import org.connectedaccounts.application.port.BulkRevocations.Task;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.revocation.AccountRevoking.Said;
import org.connectedaccounts.application.revocation.AccountRevoking.Settled;
import org.connectedaccounts.application.revocation.AccountRevoking.Throttled;
import org.connectedaccounts.application.revocation.AccountRevoking.Unavailable;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;

/**
 * Ends grants at providers, so many at once for each OAuth client. Every replica does; what one
 * leaves behind others take up when its lease is over. To end a grant twice does no harm.
 */
public final class WorkOnRevocations {

  /** As long as a batch takes at a provider that answers within half a minute. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final int BATCH = 4;
  private static final int LANES = 100;

  /** Of all lanes together: they share the connections with those who read. */
  private static final int AT_ONCE_IN_ALL = 24;

  /** For what could not even be tried: the store or the keys are away. */
  private static final Duration REST = Duration.ofSeconds(30);

  private final BulkRevocations revocations;
  private final AccountRevoking revoking;
  private final StoreClock clock;
  private final Limits limits;
  private final Map<Lane, LanePace> paces = new ConcurrentHashMap<>();
  private final Semaphore turns;

  /**
   * @param atOnce calls to one OAuth client's provider, of this replica
   */
  public record Limits(int atOnce, Executor threads) {}

  public WorkOnRevocations(
      BulkRevocations revocations, AccountRevoking revoking, StoreClock clock, Limits limits) {
    this.revocations = revocations;
    this.revoking = revoking;
    this.clock = clock;
    this.limits = limits;
    this.turns = new Semaphore(Math.max(AT_ONCE_IN_ALL, limits.atOnce()), true);
  }

  /** Returns when all is under way that is due, and waits for none of it. */
  public void handle() {
    revocations.finish();
    Instant now = clock.now();
    revocations.waiting(full(now), LANES).forEach(lane -> begin(lane, now));
  }

  /** Those that rest, or have all the workers that they may, keep no other from beginning. */
  private Set<Lane> full(Instant now) {
    return paces.entrySet().stream()
        .filter(each -> each.getValue().isFull(now))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void begin(Lane lane, Instant now) {
    LanePace pace = paces.computeIfAbsent(lane, _ -> new LanePace(limits.atOnce()));
    Why hopeless = pace.givesUp(now);
    if (hopeless != null) {
      revocations.giveUp(lane, hopeless, LanePace.HOPELESS);
      return;
    }
    for (int more = pace.begin(now); more > 0; more--) {
      limits.threads().execute(() -> drain(lane, pace));
    }
  }

  private void drain(Lane lane, LanePace pace) {
    boolean ended = false;
    try {
      Next next = Next.MORE;
      while (next == Next.MORE) {
        next = inTurn(lane, pace);
      }
      ended = next == Next.ENDED;
    } finally {
      if (!ended) {
        pace.ended();
      }
    }
  }

  private enum Next {
    MORE,
    NOTHING_LEFT,
    /** The lane has counted this worker out. */
    ENDED
  }

  /** A batch at a time, so that no lane waits for the whole of others. */
  private Next inTurn(Lane lane, LanePace pace) {
    turns.acquireUninterruptibly();
    try {
      if (!pace.goesOn(clock.now())) {
        return Next.ENDED;
      }
      List<Task> tasks = revocations.take(lane, LEASE, BATCH);
      tasks.forEach(task -> work(task, pace));
      return tasks.isEmpty() ? Next.NOTHING_LEFT : Next.MORE;
    } finally {
      turns.release();
    }
  }

  /** What is left of a batch when the provider asks to be left alone is given back. */
  private void work(Task task, LanePace pace) {
    if (pace.rests()) {
      revocations.again(task, Why.NOTHING, Duration.ZERO, false);
      return;
    }
    Said said;
    try {
      said = revoking.work(task);
    } catch (RuntimeException e) {
      pace.pause(clock.now(), REST);
      revocations.again(task, Why.NOTHING, REST, false);
      throw e;
    }
    switch (said) {
      case Settled _ -> pace.answered();
      case Throttled(var why, var pause) -> pace.throttled(clock.now(), pause, why);
      case Unavailable(var why) -> pace.failed(clock.now(), why);
    }
  }
}
