package org.connectedaccounts.application.workspace;

import java.util.EnumSet;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Makes a tenant with its encryption keys and its first API key, which can do everything in it. */
public final class CreateWorkspace {

  private final Workspaces workspaces;
  private final DataKeyRing dataKeys;
  private final KeyMaker keys;
  private final Randomness random;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public CreateWorkspace(
      Workspaces workspaces,
      DataKeyRing dataKeys,
      KeyMaker keys,
      Randomness random,
      StoreClock clock,
      UnitOfWork unitOfWork) {
    this.workspaces = workspaces;
    this.dataKeys = dataKeys;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, WorkspaceProfile profile) {}

  /** The key is shown this once. */
  public record Created(Workspace workspace, KeyMaker.Made apiKey) {}

  public Created handle(Command command) {
    command.caller().requireOperator();
    WorkspaceProfile profile = command.profile().checked();
    Workspace workspace = profile.toWorkspace(new WorkspaceId(random.id()), clock.now());
    KeyMaker.Made apiKey =
        unitOfWork.call(
            () -> {
              workspaces.add(workspace);
              return keys.make(workspace.id(), "first key", EnumSet.allOf(Scope.class), null);
            });
    // After the workspace exists, since its data key refers to it; prepared again on first use if
    // we die here.
    dataKeys.prepare(workspace.id());
    return new Created(workspace, apiKey);
  }
}
