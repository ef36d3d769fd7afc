package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Makes a tenant with its encryption keys and its first API key, which can do everything in it. */
public final class CreateWorkspace {

  private final Store store;
  private final DataKeyRing dataKeys;
  private final KeyMaker keys;
  private final Randomness random;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public CreateWorkspace(
      Store store,
      DataKeyRing dataKeys,
      KeyMaker keys,
      Randomness random,
      StoreClock clock,
      UnitOfWork unitOfWork) {
    this.store = store;
    this.dataKeys = dataKeys;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  /** What a workspace consists of at its beginning. */
  public record Store(Workspaces workspaces, DataKeys dataKeys) {}

  public record Command(Caller caller, WorkspaceProfile profile) {}

  /** The key is shown this once. */
  public record Created(Workspace workspace, KeyMaker.Made apiKey) {}

  public Created handle(Command command) {
    command.caller().requireOperator();
    WorkspaceProfile profile = command.profile().checked();
    Workspace workspace = profile.toWorkspace(new WorkspaceId(random.id()), clock.now());
    // A crash before the unit of work leaves a key-encryption key that nothing uses, and no more.
    DataKey firstDataKey = dataKeys.begin(workspace.id());
    KeyMaker.Made apiKey =
        unitOfWork.call(
            () -> {
              store.workspaces().add(workspace);
              store.dataKeys().add(firstDataKey);
              return keys.make(workspace.id(), KeyMaker.Spec.ofAll("first key"));
            });
    return new Created(workspace, apiKey);
  }
}
