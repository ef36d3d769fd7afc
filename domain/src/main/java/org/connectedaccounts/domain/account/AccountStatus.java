package org.connectedaccounts.domain.account;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How an account stands.
 *
 * @param reason null only while active
 * @param oauthError the RFC 6749 error that led here, if the provider named one
 */
public record AccountStatus(
    State state, @Nullable Reason reason, @Nullable String oauthError, Instant since) {

  /** Only {@code REAUTHORIZATION_REQUIRED} needs the user; degraded ones recover by themselves. */
  public enum State {
    ACTIVE,
    DEGRADED,
    REAUTHORIZATION_REQUIRED,
    REVOKED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why an account is not active. */
  public enum Reason {
    REVOKED,
    /** Here, with many others: after tokens were stolen. Nothing but a reconnect ends it. */
    REVOKED_BY_OPERATOR,
    EXPIRED_IDLE,
    ROTATED_REUSE,
    POLICY,
    AMBIGUOUS_ROTATION,
    INVALID_GRANT,
    NO_REFRESH_TOKEN,
    KEY_REJECTED,
    OAUTH_CLIENT_BROKEN,
    PROVIDER_DOWN,
    PROVIDER_INCIDENT,
    THROTTLED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static AccountStatus active(Instant since) {
    return new AccountStatus(State.ACTIVE, null, null, since);
  }

  public static AccountStatus degraded(Reason reason, Instant since) {
    return degraded(reason, null, since);
  }

  public static AccountStatus degraded(Reason reason, @Nullable String oauthError, Instant since) {
    return new AccountStatus(State.DEGRADED, reason, oauthError, since);
  }

  public static AccountStatus reauthorizationRequired(
      Reason reason, @Nullable String oauthError, Instant since) {
    return new AccountStatus(State.REAUTHORIZATION_REQUIRED, reason, oauthError, since);
  }

  /** Whether the provider may still be asked: after a dead grant, only a reconnect helps. */
  public boolean isUsable() {
    return state == State.ACTIVE || state == State.DEGRADED;
  }

  /** Whether it was taken out of use here, whatever its provider still takes. */
  public boolean isTakenOutOfUse() {
    return reason == Reason.REVOKED_BY_OPERATOR;
  }
}
