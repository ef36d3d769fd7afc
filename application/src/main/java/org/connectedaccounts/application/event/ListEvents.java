package org.connectedaccounts.application.event;

import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Position;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Events of a workspace, oldest first; the end is a place to read on from. */
public final class ListEvents {

  private static final Position BEGINNING = new Position(0, 0);

  private final Events events;

  public ListEvents(Events events) {
    this.events = events;
  }

  /**
   * @param after empty: from the oldest that is kept
   */
  public record Command(Caller caller, Optional<Position> after, int limit) {}

  /**
   * @param next where to read on
   */
  public record Outcome(List<Told> events, Position next) {}

  public Outcome handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ACCOUNTS_READ);
    Position after = command.after().orElse(BEGINNING);
    List<Told> told = events.after(workspace, after, command.limit());
    return new Outcome(told, told.isEmpty() ? after : told.getLast().position());
  }
}
