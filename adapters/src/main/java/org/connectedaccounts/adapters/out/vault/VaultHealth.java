package org.connectedaccounts.adapters.out.vault;

import jakarta.inject.Singleton;
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
    return response
        .withData("state", state)
        .withData("degraded", !state.equals("active") && !state.equals("standby"))
        .build();
  }

  private String state() {
    try {
      return switch (server.call(client -> client.sys().health().status())) {
        case INITIALIZED_UNSEALED_ACTIVE, RECOVERY_REPLICATION_SECONDARY_ACTIVE -> "active";
        case UNSEALED_STANDBY, PERFORMANCE_STANDBY -> "standby";
        case NOT_INITIALIZED -> "not initialized";
        case SEALED -> "sealed";
      };
    } catch (Unreachable | Refused _) {
      return "unreachable";
    }
  }
}
