package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.EndpointPauses.Tally;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a refused grant is worth. Users must not be told to reconnect for a provider's bad
 * hour: a refusal without a reason is asked about once more, and where many accounts of one client
 * are refused at once, that is an incident.
 */
public final class GrantRefusal {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final long MANY = 20;
  private static final double SHARE = 0.3;

  /** So many others were refused of late that even a reason is asked about once more. */
  private static final long SUSPICIOUS = 5;

  private static final Duration INCIDENT_PAUSE = Duration.ofMinutes(5);

  /** What lasts longer is no incident any more. */
  private static final Duration LONGEST_INCIDENT = Duration.ofHours(24);

  private final RefreshAttempts attempts;
  private final EndpointPauses pauses;
  private final RefreshTimings timings;

  public GrantRefusal(RefreshAttempts attempts, EndpointPauses pauses, RefreshTimings timings) {
    this.attempts = attempts;
    this.pauses = pauses;
    this.timings = timings;
  }

  /** What follows for the account. */
  sealed interface Ruling {}

  /**
   * @param lost whether a lost answer may have spent the token
   */
  record Dead(Reason reason, boolean lost) implements Ruling {}

  record Doubtful(Reason reason, Duration rest) implements Ruling {}

  Ruling rule(Asked asked, @Nullable Reason said) {
    OAuthClientId client = asked.account().origin().client();
    Tally tally = client == null ? null : tally(asked, client);
    if (client != null && tally != null && isIncident(tally)) {
      pauses.pause(client, Reason.PROVIDER_INCIDENT, INCIDENT_PAUSE);
      pauses.reprieve(client, WINDOW, INCIDENT_PAUSE);
      return new Doubtful(Reason.PROVIDER_INCIDENT, INCIDENT_PAUSE);
    }
    boolean lost = asked.claimed().unknownBefore() > 0;
    // In a time of grace a lost answer spends nothing, so that a refusal is one like any other.
    if (lost && asked.refresh().isSingleUse(timings.lease())) {
      return new Dead(Reason.AMBIGUOUS_ROTATION, true);
    }
    boolean believed = said != null && (tally == null || tally.refused() <= SUSPICIOUS);
    return believed || isConfirmed(asked.account(), asked.now())
        ? new Dead(Objects.requireNonNullElse(said, Reason.INVALID_GRANT), lost)
        : new Doubtful(Reason.INVALID_GRANT, timings.confirmAfter());
  }

  /**
   * With this refusal in it, and noted before it is counted: of many that come at the same moment
   * each sees those that were noted before it, so that no more than a few find themselves alone.
   */
  private Tally tally(Asked asked, OAuthClientId client) {
    attempts.noteRefusal(asked.attempt());
    return pauses.tally(client, WINDOW);
  }

  private static boolean isIncident(Tally tally) {
    return tally.incident().compareTo(LONGEST_INCIDENT) < 0
        && (tally.incident().isPositive()
            || (tally.refused() > MANY && tally.refused() > SHARE * tally.accounts()));
  }

  /** Whether it was refused before, long enough ago; a newer generation would be active. */
  private boolean isConfirmed(ConnectedAccount account, Instant now) {
    AccountStatus status = account.status();
    return status.state() == State.DEGRADED
        && status.reason() == Reason.INVALID_GRANT
        && !now.isBefore(status.since().plus(timings.confirmAfter()));
  }
}
