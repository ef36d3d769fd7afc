package org.connectedaccounts.application.refresh;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.jspecify.annotations.Nullable;

/** Reads from a refused refresh whether the grant is called dead, and of what. */
final class RefusedGrant {

  private static final Set<String> DEAD =
      Set.of("invalid_grant", "bad_refresh_token", "token_revoked", "token_expired");
  private static final Set<String> USER =
      Set.of("interaction_required", "consent_required", "login_required");

  private static final String WORD =
      "(reused?|already used|revoked|inactiv|not active|expired"
          + "|invalid|valid|malformed|wrong|incorrect|unknown|not found|exist|match|another)";

  /** What is said of several cases at once: it was one of these. */
  private static final Pattern CHOICE =
      Pattern.compile(WORD + "[^.;:]{0,30}\\bor\\b[^.;:]{0,30}" + WORD);

  private RefusedGrant() {}

  static boolean concerns(Refused refused) {
    return DEAD.contains(refused.error()) && !said(refused).contains("aadsts5007");
  }

  static boolean needsUser(Refused refused) {
    return USER.contains(refused.error()) || said(refused).contains("aadsts5007");
  }

  /** Null where the provider gives none, or the text that it gives for everything. */
  static @Nullable Reason reason(Refused refused) {
    String said = said(refused);
    if (said.contains("invalid,") || CHOICE.matcher(said).find()) {
      return null;
    }
    // Whoever tells of a token that was used twice may add that all of its kind are revoked now.
    if (said.contains("reuse") || said.contains("already used")) {
      return Reason.ROTATED_REUSE;
    }
    var reasons = EnumSet.noneOf(Reason.class);
    if (said.contains("revoked") || refused.error().equals("token_revoked")) {
      reasons.add(Reason.REVOKED);
    }
    if (said.contains("inactiv")
        || said.contains("not active")
        || said.contains("expired")
        || refused.error().equals("token_expired")) {
      reasons.add(Reason.EXPIRED_IDLE);
    }
    return reasons.size() == 1 ? reasons.iterator().next() : null;
  }

  private static String said(Refused refused) {
    return refused.description() == null ? "" : refused.description().toLowerCase(Locale.ROOT);
  }
}
