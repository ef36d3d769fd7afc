package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page of this web origin may read an answer. A preflight carries no key, so there any
 * workspace's word is enough; the answer itself goes by the caller's own workspace.
 */
public final class AllowOrigin {

  private final Workspaces workspaces;

  public AllowOrigin(Workspaces workspaces) {
    this.workspaces = workspaces;
  }

  /**
   * @param caller null: nobody knows yet
   */
  public record Command(String origin, @Nullable Caller caller) {}

  public boolean handle(Command command) {
    return switch (command.caller()) {
      case null -> workspaces.anyAllowsOrigin(command.origin());
      case Caller.Operator(var acting) -> acting != null && allows(acting, command.origin());
      case Caller.Backend backend -> allows(backend.workspace(), command.origin());
      case Caller.SessionHolder holder -> allows(holder.workspace(), command.origin());
      case Caller.ByToken signed -> allows(signed.workspace(), command.origin());
    };
  }

  private boolean allows(WorkspaceId workspace, String origin) {
    return workspaces.find(workspace).map(Workspace::allowedOrigins).stream()
        .anyMatch(origins -> origins.contains(origin));
  }
}
