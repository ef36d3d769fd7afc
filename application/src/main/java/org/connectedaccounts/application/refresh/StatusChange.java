package org.connectedaccounts.application.refresh;

import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;

/** Writes a status where no refresh is under way, and tells of it in the same unit of work. */
public record StatusChange(
    ConnectedAccounts accounts, Events events, UnitOfWork unitOfWork, Supplier<UUID> ids) {

  /** False, and nothing is told, if the account is no longer as it was seen. */
  public boolean mark(ConnectedAccount seen, AccountStatus status, Event.Type type) {
    return unitOfWork.call(
        () -> {
          boolean applies = accounts.updateStatus(seen, status);
          if (applies) {
            events.add(Event.of(new EventId(ids.get()), type, seen.withStatus(status)));
          }
          return applies;
        });
  }
}
