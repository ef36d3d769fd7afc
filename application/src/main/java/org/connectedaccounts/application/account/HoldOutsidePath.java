package org.connectedaccounts.application.account;

import java.util.Optional;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.application.port.UnsettledCredentials;

/**
 * At the start: what is kept outside of the store is looked for below the path of the settings, and
 * below another one every credential would look as if it was damaged.
 */
public final class HoldOutsidePath {

  private final OutsideSecrets outside;
  private final UnsettledCredentials credentials;

  public HoldOutsidePath(OutsideSecrets outside, UnsettledCredentials credentials) {
    this.outside = outside;
    this.credentials = credentials;
  }

  /** The path that credentials are kept below, where it is not the one of the settings. */
  public Optional<String> handle() {
    if (!outside.isThere()) {
      return Optional.empty();
    }
    String path = outside.path();
    return Optional.of(credentials.keptBelow(path)).filter(kept -> !kept.equals(path));
  }
}
