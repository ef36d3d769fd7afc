package org.connectedaccounts.bootstrap.walk;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import org.connectedaccounts.domain.workspace.BearerToken;

/** A service whose operator key the tests know, and which may call providers on loopback. */
public final class WalkProfile implements QuarkusTestProfile {

  static final String OPERATOR_KEY = token(BearerToken.OPERATOR_PREFIX, "walk");

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "connected-accounts.bootstrap.operator-key",
        OPERATOR_KEY,
        "connected-accounts.bootstrap.api-key",
        token(BearerToken.WORKSPACE_PREFIX, "first"),
        "connected-accounts.egress.allow",
        "127.0.0.1/32",
        "connected-accounts.revocations.every",
        "1s");
  }

  /** A well-formed token that holds this text. */
  static String token(String prefix, String text) {
    String random = (text + "0".repeat(BearerToken.RANDOM_LENGTH));
    return BearerToken.of(prefix + random.substring(0, BearerToken.RANDOM_LENGTH)).reveal();
  }
}
