package org.connectedaccounts.adapters.out.postgres;

import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;

/**
 * Where writes depend on what a workspace does not have yet, there is no row of it to lock: they
 * wait for each other at the workspace's own. Foreign keys do not.
 */
final class HeldWorkspace {

  private HeldWorkspace() {}

  static void hold(StatelessSession session, WorkspaceId workspace) {
    session
        .createNativeQuery(
            "select 1 from workspace where workspace_id = :id for no key update", Integer.class)
        .setParameter("id", workspace.value())
        .getSingleResultOrNull();
  }
}
