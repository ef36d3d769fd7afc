package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.key.WorkOnKeyRotation;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.jboss.logging.Logger;

/** Looks for a key rotation that is under way and works on it; every replica does. */
@Singleton
final class KeyRotating {

  private static final Logger LOG = Logger.getLogger(KeyRotating.class);

  private final WorkOnKeyRotation work;

  KeyRotating(WorkOnKeyRotation work) {
    this.work = work;
  }

  @Scheduled(
      every = "{connected-accounts.key-rotation.every:2s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void rotate() {
    try {
      work.handle().forEach(KeyRotating::tell);
    } catch (Unreachable away) {
      LOG.warnf("The key rotation waits: %s", away.getMessage());
    }
  }

  private static void tell(WorkOnKeyRotation.Failed failed) {
    LOG.errorf("The key rotation leaves %s as it is: %s", failed.workspace(), failed.why());
  }
}
