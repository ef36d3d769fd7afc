package org.connectedaccounts.application.port;

import java.time.Duration;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.client.OAuthClientId;

/**
 * Token endpoints that are left alone, by OAuth client and for all replicas. {@link
 * RefreshAttempts#claim} heeds them. Each call is atomic by itself, needs no unit of work, and goes
 * by the store's clock.
 */
public interface EndpointPauses {

  /**
   * Leaves the endpoint alone for so long, unless a longer pause is on. An incident stays one until
   * it is ended, whatever else asks for a pause meanwhile.
   */
  void pause(OAuthClientId client, Reason reason, Duration duration);

  /** It works again. A pause that others asked for meanwhile goes on. */
  void end(OAuthClientId client);

  /**
   * What was tried of late.
   *
   * @param accounts how many accounts were tried
   * @param refused how many of them the provider called a dead grant
   * @param clientRefused for how many of them it did not take our client
   * @param incident how long an incident is going on; zero if none
   */
  record Tally(long accounts, long refused, long clientRefused, Duration incident) {}

  Tally tally(OAuthClientId client, Duration window);

  /**
   * Takes back, for all accounts of the client, that a reconnect is needed where a refresh within
   * the window said so, unless it was taken out of use: they are degraded until the pause is over,
   * and that is told. Answers how many.
   */
  int reprieve(OAuthClientId client, Duration window, Duration pause);
}
