package org.connectedaccounts.application.account;

import java.util.Locale;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.jspecify.annotations.Nullable;

/** Reads from a refused refresh whether the grant is dead, and of what. */
final class RefusedGrant {

  private RefusedGrant() {}

  /** Null: the grant may well be alive. */
  static @Nullable Reason reason(Refused refused) {
    String said =
        refused.description() == null ? "" : refused.description().toLowerCase(Locale.ROOT);
    return switch (refused.error()) {
      case "invalid_grant", "bad_refresh_token", "token_revoked", "token_expired" -> dead(said);
      case "interaction_required", "consent_required", "login_required" -> Reason.POLICY;
      default -> null;
    };
  }

  private static Reason dead(String said) {
    if (said.contains("reuse") || said.contains("already used")) {
      return Reason.ROTATED_REUSE;
    }
    if (said.contains("revoked")) {
      return Reason.REVOKED;
    }
    if (said.contains("inactiv") || said.contains("expired")) {
      return Reason.EXPIRED_IDLE;
    }
    return said.contains("aadsts5007") ? Reason.POLICY : Reason.INVALID_GRANT;
  }
}
