package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.connect.ReceiveCallback.Outcome;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Failed;

/** The session's own page, which the consent began on. */
record PageWayBack(PageLinks links, SessionId session) implements WayBack {

  @Override
  public Outcome with(Secret handle) {
    return new Outcome(links.withHandle(session, handle), null);
  }

  @Override
  public Outcome with(Refusal refusal) {
    return new Outcome(links.withError(session, refusal.code().text()), refusal);
  }

  /** Our page has words of its own for scopes that were refused. */
  @Override
  public Outcome with(Failed why) {
    String word = why.isForScopes() ? "invalid_scope" : why.code().text();
    return new Outcome(links.withError(session, word), Refusal.of(why.code(), why.detail()));
  }

  @Override
  public Outcome plain() {
    return new Outcome(links.done(session), null);
  }
}
