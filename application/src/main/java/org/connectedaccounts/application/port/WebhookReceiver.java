package org.connectedaccounts.application.port;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.port.WebhookDeliveries.Tried;
import org.connectedaccounts.domain.Secret;

/** A URL that events are posted to, signed as Standard Webhooks says. */
public interface WebhookReceiver {

  /**
   * What it said.
   *
   * @param retryAfter how long it asks to be left alone
   */
  record Reply(Tried tried, Optional<Duration> retryAfter) {

    public boolean isTaken() {
      return tried.error() == null;
    }

    /** It wants no more, ever. */
    public boolean isGone() {
      return Integer.valueOf(410).equals(tried.status());
    }
  }

  /**
   * Posts the event once.
   *
   * @param secrets {@code whsec_…}; the message is signed with each
   * @param now goes into the message, against replays
   */
  Reply post(URI url, Told event, List<Secret> secrets, Instant now);
}
