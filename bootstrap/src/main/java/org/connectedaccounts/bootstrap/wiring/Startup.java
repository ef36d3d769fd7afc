package org.connectedaccounts.bootstrap.wiring;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.application.workspace.PrepareFirstWorkspace;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What is done once the database is there and before the first request: keys and the first
 * workspace.
 */
@Singleton
final class Startup {

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
    prepare.handle(
        new PrepareFirstWorkspace.Command(keys.workspace(), returnUrls.orElse(List.of())));
  }
}
