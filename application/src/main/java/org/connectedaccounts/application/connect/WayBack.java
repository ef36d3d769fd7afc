package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.connect.ReceiveCallback.Outcome;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;

/** Where a browser goes that is back from a consent. */
sealed interface WayBack permits ReturnUrl, PageWayBack {

  /** With what lets the caller's backend complete the consent. */
  Outcome with(Secret handle);

  /** With why it led nowhere. */
  Outcome with(Refusal refusal);

  /** With why the session failed. */
  default Outcome with(Failed why) {
    return with(Refusal.of(why.code(), why.detail()));
  }

  /** With nothing more to be done. */
  Outcome plain();
}
