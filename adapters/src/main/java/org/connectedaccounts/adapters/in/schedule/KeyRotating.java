package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.connectedaccounts.application.key.WorkOnKeyRotation;
import org.jboss.logging.Logger;

/** Looks for a key rotation that is under way and works on it; every replica does. */
@Singleton
final class KeyRotating {

  private static final Logger LOG = Logger.getLogger(KeyRotating.class);

  private static final Duration FIRST_REST = Duration.ofSeconds(4);
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final WorkOnKeyRotation work;
  private final InstantSource clock;
  private Duration rest = Duration.ZERO;
  private Instant restsUntil = Instant.MIN;

  KeyRotating(WorkOnKeyRotation work, InstantSource clock) {
    this.work = work;
    this.clock = clock;
  }

  @Scheduled(
      every = "{connected-accounts.key-rotation.every:2s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void rotate() {
    if (clock.instant().isBefore(restsUntil)) {
      return;
    }
    try {
      work.handle(KeyRotating::tell);
      rest = Duration.ZERO;
    } catch (RuntimeException e) {
      rest();
      LOG.warnf("The key rotation waits for %s: %s", rest, e);
    }
  }

  /** Longer each time: what is in the way may be there for a night. */
  private void rest() {
    Duration longer = rest.isZero() ? FIRST_REST : rest.multipliedBy(2);
    rest = longer.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : longer;
    restsUntil = clock.instant().plus(rest);
  }

  private static void tell(WorkOnKeyRotation.Failed failed) {
    LOG.errorf("The key rotation leaves %s as it is: %s", failed.workspace(), failed.why());
  }
}
