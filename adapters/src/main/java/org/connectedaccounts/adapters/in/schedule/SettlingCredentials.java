package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.account.SettleCredentials;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.jboss.logging.Logger;

/** Looks for credentials that are not where the settings keep them; every replica does. */
@Singleton
final class SettlingCredentials {

  private static final Logger LOG = Logger.getLogger(SettlingCredentials.class);

  private final SettleCredentials settle;
  private boolean away;

  SettlingCredentials(SettleCredentials settle) {
    this.settle = settle;
  }

  /** Says once that it cannot, and once that it can again. */
  @Scheduled(
      every = "{connected-accounts.credentials.settle-every:1s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void settle() {
    try {
      settle.handle();
      if (away) {
        LOG.info("Credentials are written to Vault again.");
      }
      away = false;
    } catch (Unreachable e) {
      if (!away) {
        LOG.warnf("Credentials stay sealed in the database for now: %s", e.getMessage());
      }
      away = true;
    }
  }
}
