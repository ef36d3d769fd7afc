package org.connectedaccounts.application.port;

import java.util.Optional;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** The tenants. To them the operator's own workspace does not belong: no call finds it. */
public interface Workspaces {

  void add(Workspace workspace);

  Optional<Workspace> find(WorkspaceId id);

  /** As {@link #find}; nobody else changes it until the unit of work ends. */
  Optional<Workspace> findToChange(WorkspaceId id);

  /** Oldest first. */
  Page<Workspace> list(PageRequest page);

  /** False if there is none with this id. */
  boolean update(Workspace workspace);

  /** Removes the workspace and every row that carries its id. False if there is none. */
  boolean remove(WorkspaceId id);

  /** Whether any workspace allows this web origin; for CORS preflights, which carry no key. */
  boolean anyAllowsOrigin(String origin);
}
