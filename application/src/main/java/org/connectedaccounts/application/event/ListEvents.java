package org.connectedaccounts.application.event;

import java.util.List;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Position;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Events of a workspace, oldest first. A page always says where to read on: more will happen. */
public final class ListEvents {

  private final Events events;

  public ListEvents(Events events) {
    this.events = events;
  }

  public record Command(Caller caller, PageRequest page) {}

  public Page<Told> handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ACCOUNTS_READ);
    Position after = command.page().position(Position::parse).orElse(Position.BEGINNING);
    List<Told> told = events.after(workspace, after, command.page().limit());
    return new Page<>(told, (told.isEmpty() ? after : told.getLast().position()).text());
  }
}
