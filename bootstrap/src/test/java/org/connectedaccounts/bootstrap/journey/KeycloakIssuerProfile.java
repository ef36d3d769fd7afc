package org.connectedaccounts.bootstrap.journey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.bootstrap.keycloak.KeycloakServer;

/** Trusts a Keycloak for one workspace, as docs/trusted-issuers.md says. */
public final class KeycloakIssuerProfile implements QuarkusTestProfile {

  static final String WORKSPACE = "ws_01kb2w3c5de8n4y7s6t9p2a1vg";
  private static final String PREFIX = "connected-accounts.trusted-issuers.login.";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new LinkedHashMap<>(JourneyProfile.withoutIssuers());
    String base = "http://127.0.0.1:" + TestIssuers.port("keycloak");
    settings.put(PREFIX + "issuer", base + "/realms/accounts");
    settings.put(PREFIX + "audience", KeycloakServer.API);
    settings.put(PREFIX + "workspace", WORKSPACE);
    settings.put(PREFIX + "scope-claim", "resource_access/" + KeycloakServer.API + "/roles");
    settings.put(PREFIX + "backend-clients", KeycloakServer.WORKER);
    return settings;
  }
}
