package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** What contracts of ports that keep rows of workspaces have in common. */
public interface StoreContract {

  UnitOfWork unitOfWork();

  Workspaces workspaces();

  default void inUnit(Runnable work) {
    unitOfWork().run(work);
  }

  default <T> T fromUnit(Supplier<T> work) {
    return unitOfWork().call(work);
  }

  /** A workspace of this test alone, since a real store keeps what other tests wrote. */
  default WorkspaceId newWorkspace() {
    var id = new WorkspaceId(FakeIds.next());
    var workspace =
        new Workspace(
            id,
            "Acme",
            null,
            null,
            List.of(),
            List.of(),
            false,
            SharedIdentities.ALLOW,
            Instant.parse("2026-11-23T08:00:00Z"));
    inUnit(() -> workspaces().add(workspace));
    return id;
  }
}
