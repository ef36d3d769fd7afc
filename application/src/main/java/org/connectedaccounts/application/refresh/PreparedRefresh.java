package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.Objects;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.ProviderClass;
import org.connectedaccounts.domain.app.RefreshPolicy;
import org.connectedaccounts.domain.app.TypedGrant;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/**
 * All that a refresh needs, opened and at hand before anybody is asked.
 *
 * @param before the credential as it was found
 * @param client null where the account brings its own
 */
record PreparedRefresh(
    WithCredential found,
    AuthMethod method,
    Credential before,
    @Nullable OAuthClient client,
    Endpoint endpoint,
    Attempt attempt) {

  ConnectedAccount account() {
    return found.account();
  }

  boolean isClientCredentials() {
    return method.scheme() instanceof TypedGrant;
  }

  /** Whether a success replaces the refresh token. */
  boolean rotates() {
    return switch (method.scheme()) {
      case TypedGrant _, Keys _ -> false;
      case OAuth2 oauth -> oauth.refresh().providerClass() != ProviderClass.NONROT;
    };
  }

  /** Whether the old refresh token may be tried again for a while, however short or unknown. */
  boolean hasGrace() {
    return method.scheme() instanceof OAuth2 oauth
        && oauth.refresh().providerClass() == ProviderClass.GRACE;
  }

  /**
   * Whether a request whose answer is lost may have spent the refresh token for good. A time of
   * grace that is over before others may take the refresh over is none.
   */
  boolean isSingleUse(Duration lease) {
    return switch (method.scheme()) {
      case TypedGrant _, Keys _ -> false;
      case OAuth2 oauth -> isSingleUse(oauth.refresh(), lease);
    };
  }

  private static boolean isSingleUse(RefreshPolicy policy, Duration lease) {
    return switch (policy.providerClass()) {
      case NONROT -> false;
      case GRACE -> policy.grace() == null || policy.grace().compareTo(lease.multipliedBy(2)) < 0;
      case STRICT, FAMILY -> true;
    };
  }

  /**
   * The longest that an answer is waited for. A token in its grace must be tried again while the
   * grace lasts: also if this process dies while it waits, so that others first wait for the end of
   * its lease, and then need a moment for the call.
   */
  Duration deadline(RefreshTimings timings) {
    Duration lease = timings.lease();
    if (!(method.scheme() instanceof OAuth2 oauth)
        || oauth.refresh().providerClass() != ProviderClass.GRACE
        || isSingleUse(lease)) {
      return timings.exchangeDeadline();
    }
    Duration grace = Objects.requireNonNull(oauth.refresh().grace(), "grace");
    Duration inGrace = grace.minus(lease).minus(lease.dividedBy(3));
    return inGrace.compareTo(timings.exchangeDeadline()) < 0 ? inGrace : timings.exchangeDeadline();
  }
}
