package org.connectedaccounts.application.refresh;

import java.time.Duration;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.jspecify.annotations.Nullable;

/** What a provider's answer to a refresh says of the grant, of our client, or of the moment. */
sealed interface Verdict {

  record Granted(Issued issued) implements Verdict {}

  /** The grant is called dead; the reason is null where the provider gives none. */
  record GrantRefused(@Nullable Reason reason, Refused refused) implements Verdict {}

  /** The user has something to do at the provider. */
  record UserNeeded(Refused refused) implements Verdict {}

  /** Our registration is not taken, which says nothing of the grant. */
  record ClientRefused(Refused refused) implements Verdict {}

  record Throttling(@Nullable Duration retryAfter) implements Verdict {}

  /** Nothing was sent. */
  record Unsent(Egress.Cause cause) implements Verdict {}

  /** It may have happened, and have replaced the refresh token. */
  record Ambiguous(Unknown unknown) implements Verdict {}

  /** It did not work, and trying again is harmless. */
  record Transient(String outcome, @Nullable Integer status, @Nullable String error)
      implements Verdict {}

  /**
   * @param rotates whether a request whose answer is lost may have replaced the refresh token
   */
  static Verdict of(TokenAnswer answer, boolean rotates) {
    return switch (answer) {
      case Issued issued -> new Granted(issued);
      case Throttled(var after) -> new Throttling(after);
      case NotSent(var cause) -> new Unsent(cause);
      case Refused refused -> of(refused);
      case Unknown unknown when rotates -> new Ambiguous(unknown);
      case Unknown(_, _, var pause) when pause != null -> new Throttling(pause);
      case Unknown(var status, var reason, _) -> new Transient(reason, status, null);
    };
  }

  private static Verdict of(Refused refused) {
    if (RefusedGrant.concerns(refused)) {
      return new GrantRefused(RefusedGrant.reason(refused), refused);
    }
    if (RefusedGrant.needsUser(refused)) {
      return new UserNeeded(refused);
    }
    return ClientHealth.isClientFault(refused.error())
        ? new ClientRefused(refused)
        : new Transient("refused", refused.status(), refused.error());
  }
}
