package org.connectedaccounts.bootstrap.journey;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.domain.workspace.BearerToken;

/** Known first keys, issuers that are trusted, and the way to providers on this machine. */
public final class JourneyProfile implements QuarkusTestProfile {

  public static final String OPERATOR_KEY =
      BearerToken.of(BearerToken.OPERATOR_PREFIX + "OperatorOfTheJourneyTests00000").reveal();
  private static final String FIRST_WORKSPACE_KEY =
      BearerToken.of(BearerToken.WORKSPACE_PREFIX + "WorkspaceOfTheJourneyTests0000").reveal();

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new LinkedHashMap<>(TestIssuers.settings());
    settings.putAll(withoutIssuers());
    return settings;
  }

  /** For profiles that trust others, or nobody. */
  public static Map<String, String> withoutIssuers() {
    return Map.of(
        "connected-accounts.bootstrap.operator-key",
        OPERATOR_KEY,
        "connected-accounts.bootstrap.api-key",
        FIRST_WORKSPACE_KEY,
        "connected-accounts.egress.allow",
        "127.0.0.1/32",
        "connected-accounts.revocations.every",
        "1s");
  }
}
