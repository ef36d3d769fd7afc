package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Ends a key; it stops working everywhere within five seconds. */
public final class DeleteApiKey {

  private final ApiKeys keys;
  private final UnitOfWork unitOfWork;

  public DeleteApiKey(ApiKeys keys, UnitOfWork unitOfWork) {
    this.keys = keys;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, ApiKeyId key) {}

  public void handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    unitOfWork.run(
        () -> {
          if (!keys.remove(workspace, command.key())) {
            throw Refusal.of(Code.API_KEY_NOT_FOUND, "There is no such key.");
          }
        });
  }
}
