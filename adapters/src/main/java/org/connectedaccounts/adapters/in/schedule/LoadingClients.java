package org.connectedaccounts.adapters.in.schedule;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.connectedaccounts.application.client.LoadOAuthClients;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.application.port.OperatorClients.Unusable;
import org.jboss.logging.Logger;

/** Looks for what the operator's people have changed; every replica does. */
@Singleton
final class LoadingClients {

  private static final Logger LOG = Logger.getLogger(LoadingClients.class);

  private final LoadOAuthClients load;
  private final Map<String, Edition> told = new HashMap<>();

  LoadingClients(LoadOAuthClients load) {
    this.load = load;
  }

  @Scheduled(
      every = "{connected-accounts.vault.kv-every:30s}",
      concurrentExecution = ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void load() {
    try {
      load.handle(this::tell);
    } catch (Unreachable away) {
      LOG.warnf("OAuth clients are not loaded: %s", away.getMessage());
    }
  }

  /** Once for every edition. */
  private void tell(Unusable entry) {
    if (!entry.edition().equals(told.put(entry.name(), entry.edition()))) {
      LOG.errorf(
          "Version %d of the OAuth client %s in Vault is not used: %s",
          entry.edition().version(), entry.name(), entry.why());
    }
  }
}
