package org.connectedaccounts.application.connect;

import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.workspace.BearerToken;

/** What the browser that redeemed a session's link is known by. */
final class PageToken {

  private PageToken() {}

  static boolean isOf(
      ConnectSession session, Secret token, ConnectSessions sessions, Fingerprints fingerprints) {
    return BearerToken.isWellFormed(token)
        && sessions
            .findByPage(fingerprints.of(Purpose.PAGE_TOKEN, token))
            .filter(holder -> holder.session().equals(session.id().value()))
            .isPresent();
  }
}
