package org.connectedaccounts.adapters.out.vault;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.connectedaccounts.adapters.out.vault.VaultServer.Refused;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says how Vault is, and stays up: while keys are in memory this replica serves, and a load
 * balancer that took all of them out for a sealed Vault would turn a trouble into an outage.
 */
@Readiness
@Singleton
final class VaultHealth implements HealthCheck {

  /** Shorter than what a prober waits for readiness, a second as a rule. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Set<String> SERVING = Set.of("active", "standby");

  private final VaultServer server;

  VaultHealth(VaultServer server) {
    this.server = server;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("Vault").up();
    if (!server.isConfigured()) {
      return response.withData("state", "not used").build();
    }
    var state = state();
    var troubles = server.troubles();
    response
        .withData("state", state)
        .withData("degraded", !troubles.isEmpty() || !SERVING.contains(state));
    troubles.forEach((engine, trouble) -> response.withData("trouble_" + engine, trouble));
    return response.build();
  }

  /** Needs no token, so that it may be well when the calls that need one are not. */
  private String state() {
    try {
      return switch (server.call(client -> client.sys().health().status(), PATIENCE)) {
        case INITIALIZED_UNSEALED_ACTIVE -> "active";
        case UNSEALED_STANDBY, PERFORMANCE_STANDBY -> "standby";
        case RECOVERY_REPLICATION_SECONDARY_ACTIVE -> "disaster recovery secondary";
        case NOT_INITIALIZED -> "not initialized";
        case SEALED -> "sealed";
      };
    } catch (Unreachable | Refused _) {
      return "unreachable";
    }
  }
}
