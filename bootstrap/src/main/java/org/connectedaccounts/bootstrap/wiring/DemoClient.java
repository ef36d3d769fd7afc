package org.connectedaccounts.bootstrap.wiring;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.connectedaccounts.adapters.in.demo.DemoProvider;
import org.connectedaccounts.application.client.PutOwnClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Registers this service at the demo provider: the operator's OAuth client for its app. */
@Singleton
final class DemoClient {

  /** After {@link Startup}, which has the usual priority: the secret is sealed with its keys. */
  private static final int AFTER_FIRST_KEYS = 3000;

  private final DemoProvider provider;
  private final PutOwnClient putClient;
  private final boolean enabled;

  DemoClient(
      DemoProvider provider,
      PutOwnClient putClient,
      @ConfigProperty(name = DemoWiring.ENABLED, defaultValue = "false") boolean enabled) {
    this.provider = provider;
    this.putClient = putClient;
    this.enabled = enabled;
  }

  void onStart(@Observes @Priority(AFTER_FIRST_KEYS) StartupEvent event) {
    if (enabled) {
      putClient.handle(DemoWiring.APP, DemoProvider.CLIENT_ID, provider.clientSecret());
    }
  }
}
