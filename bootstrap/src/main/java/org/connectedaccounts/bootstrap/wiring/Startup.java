package org.connectedaccounts.bootstrap.wiring;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.account.HoldOutsidePlace;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.application.port.OutsideSecrets.Place;
import org.connectedaccounts.application.workspace.PrepareFirstWorkspace;
import org.connectedaccounts.bootstrap.StartRefused;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What is done once the database is there and before the first request: keys and the first
 * workspace.
 */
@Singleton
final class Startup {

  private static final Logger LOG = Logger.getLogger("org.connectedaccounts.start");

  private final PrepareFirstWorkspace prepare;
  private final HoldOutsidePlace outsidePlace;
  private final FirstKeys keys;
  private final Optional<List<String>> returnUrls;

  Startup(
      PrepareFirstWorkspace prepare,
      HoldOutsidePlace outsidePlace,
      FirstKeys keys,
      @ConfigProperty(name = "connected-accounts.bootstrap.return-urls")
          Optional<List<String>> returnUrls) {
    this.prepare = prepare;
    this.outsidePlace = outsidePlace;
    this.keys = keys;
    this.returnUrls = returnUrls;
  }

  /** The apps are named so that they are made now: a bad file of the operator stops the start. */
  void onStart(@Observes StartupEvent event, OperatorApps apps) {
    outsidePlace.handle().ifPresent(Startup::refuse);
    var first = new PrepareFirstWorkspace.Command(keys.workspace(), returnUrls.orElse(List.of()));
    if (!prepared(first)) {
      keys.workspaceKeyIsUnknown();
      LOG.warn(
          "The first workspace's key is unknown here: it was deleted, lost or changed after the"
              + " first start. Make keys with POST /v1/api-keys and the operator's key.");
    }
  }

  /** Not earlier: what the timers need is made by the start, which says so if it cannot be made. */
  void letTimersRun(
      @Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event,
      Scheduler timers,
      OperatorApps apps) {
    timers.resume();
    // The first search is not to be the one that reads a thousand definitions.
    Thread.ofVirtual().name("read-apps").start(apps::all);
  }

  private static void refuse(Place kept) {
    throw new StartRefused(
        "connected-accounts.vault.kv-mount or connected-accounts.vault.kv-prefix is another one"
            + " than"
            + " before: credentials of accounts are kept in Vault at %s, below %s. Set them to that;"
                .formatted(kept.mount(), kept.prefix())
            + " or bring the credentials home first, see docs/vault.md.");
  }

  private boolean prepared(PrepareFirstWorkspace.Command first) {
    try {
      return prepare.handle(first);
    } catch (KeyEncryptionKeys.Lost | KeyEncryptionKeys.Unreachable noKeys) {
      throw new StartRefused(Objects.requireNonNull(noKeys.getMessage()), noKeys);
    }
  }
}
