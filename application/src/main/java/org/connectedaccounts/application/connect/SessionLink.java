package org.connectedaccounts.application.connect;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionRequest.LinkTarget;
import org.connectedaccounts.domain.workflow.StepLink;

/** The step link that a session leads to: for the runs of its user. */
final class SessionLink {

  private SessionLink() {}

  static Optional<StepLink> of(ConnectSession session, ConnectedAccount account, Instant now) {
    LinkTarget target = session.request().step();
    if (target == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StepLink(
            session.workspace(),
            target.step(),
            Objects.requireNonNullElse(target.name(), account.app().value()),
            session.request().externalUserId(),
            account.id(),
            session.request().scopes(),
            now));
  }
}
