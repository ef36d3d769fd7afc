package org.connectedaccounts.domain.revocation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/**
 * What came of one account of a revocation.
 *
 * @param externalUserId whose account it was; null: the workspace's
 * @param attempts how often its provider was asked
 * @param endedAt null while it remains
 */
public record RevokedAccount(
    AccountId account,
    AppSlug app,
    @Nullable String externalUserId,
    Outcome outcome,
    Why why,
    int attempts,
    @Nullable Instant endedAt) {

  /** How its grant stands at the provider. */
  public enum Outcome {
    /** Its turn has not come, or it is tried again. */
    REMAINING,
    REVOKED,
    /** Nothing that this service can do ends it. */
    NOT_REVOCABLE,
    /** Given up: another revocation tries again. */
    FAILED;

    public static Optional<Outcome> parse(String text) {
      return Arrays.stream(values()).filter(outcome -> outcome.text().equals(text)).findFirst();
    }

    /** As it stands in the contract: {@code not_revocable}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why it is not revoked. */
  public enum Reason {
    /** The app's definition knows no way. */
    NO_REVOCATION_ENDPOINT,
    /** Somebody typed a key, or a client's id and secret: they end where they were made. */
    TYPED_KEY,
    /** Another account that is in use lives on the same grant. */
    GRANT_SHARED,
    /** Its user has connected anew meanwhile, and the former tokens cannot be ended alone. */
    RECONNECTED,
    /** It was removed meanwhile, which revokes it as well. */
    REMOVED,
    /** The provider said no. */
    REFUSED,
    /** The provider asked to be left alone, again and again. */
    THROTTLED,
    /** The provider did not answer, or had a fault. */
    PROVIDER_UNAVAILABLE,
    /** The address is one that this service does not call. */
    DESTINATION_REFUSED,
    /** The OAuth client it was made with is gone, or its token does not open. */
    TOKEN_UNREADABLE;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where it is not, or not yet, revoked.
   *
   * @param reason null where there is nothing to say
   * @param httpStatus of the provider's last answer
   * @param oauthError the RFC 6749 error in it
   */
  public record Why(
      @Nullable Reason reason, @Nullable Integer httpStatus, @Nullable String oauthError) {

    public static final Why NOTHING = new Why(null, null, null);

    public static Why of(Reason reason) {
      return new Why(reason, null, null);
    }
  }
}
