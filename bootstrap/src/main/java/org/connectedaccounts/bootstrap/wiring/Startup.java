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
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.OperatorApps;
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
  private final FirstKeys keys;
  private final OperatorApps apps;
  private final Optional<List<String>> returnUrls;

  Startup(
      PrepareFirstWorkspace prepare,
      FirstKeys keys,
      OperatorApps apps,
      @ConfigProperty(name = "connected-accounts.bootstrap.return-urls")
          Optional<List<String>> returnUrls) {
    this.prepare = prepare;
    this.keys = keys;
    this.apps = apps;
    this.returnUrls = returnUrls;
  }

  void onStart(@Observes StartupEvent event) {
    // A definition that does not parse must stop the start, not the first request.
    apps.all();
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
      Scheduler timers) {
    timers.resume();
  }

  private boolean prepared(PrepareFirstWorkspace.Command first) {
    try {
      return prepare.handle(first);
    } catch (KeyEncryptionKeys.NoSuchKey | KeyEncryptionKeys.Unreachable noKeys) {
      throw new StartRefused(Objects.requireNonNull(noKeys.getMessage()), noKeys);
    }
  }
}
