package org.connectedaccounts.application.workspace;

import java.time.Instant;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Makes a further key of a workspace; a key cannot make one that can do more than itself. */
public final class CreateApiKey {

  private final KeyMaker keys;
  private final KeyRules rules;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public CreateApiKey(KeyMaker keys, KeyRules rules, StoreClock clock, UnitOfWork unitOfWork) {
    this.keys = keys;
    this.rules = rules;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, KeyMaker.Spec spec) {}

  public KeyMaker.Made handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    KeyMaker.Spec spec = command.spec();
    KeyRules.requireOwn(command.caller(), spec.scopes());
    rules.check(workspace, spec.scopes(), spec.limits());
    Instant expiresAt = spec.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(clock.now())) {
      throw Refusal.invalid("/expires_at", "must lie in the future");
    }
    return unitOfWork.call(() -> keys.make(workspace, spec));
  }
}
