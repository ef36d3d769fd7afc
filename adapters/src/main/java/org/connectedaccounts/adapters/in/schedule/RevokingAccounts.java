package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.revocation.WorkOnRevocations;
import org.jboss.logging.Logger;

/** Looks for grants that are to be ended; every replica does. Says once that it cannot. */
@Singleton
final class RevokingAccounts {

  private static final Logger LOG = Logger.getLogger(RevokingAccounts.class);

  private final WorkOnRevocations work;
  private boolean failing;

  RevokingAccounts(WorkOnRevocations work) {
    this.work = work;
  }

  @Scheduled(
      every = "{connected-accounts.revocations.every:1s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void revoke() {
    try {
      work.handle();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warnf("Revocations wait: %s", e);
      }
      failing = true;
    }
  }
}
