package org.connectedaccounts.application.workspace;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Makes a further key of a workspace; a key cannot make one that can do more than itself. */
public final class CreateApiKey {

  private final KeyMaker keys;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public CreateApiKey(KeyMaker keys, StoreClock clock, UnitOfWork unitOfWork) {
    this.keys = keys;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  public record Command(
      Caller caller, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {}

  public KeyMaker.Made handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    if (!scopesOf(command.caller()).containsAll(command.scopes())) {
      throw Refusal.of(
          Code.SCOPE_MISSING, "A key cannot make one with scopes that it lacks itself.");
    }
    Instant expiresAt = command.expiresAt();
    if (expiresAt != null && !expiresAt.isAfter(clock.now())) {
      throw Refusal.invalid("/expires_at", "must lie in the future");
    }
    return unitOfWork.call(() -> keys.make(workspace, command.name(), command.scopes(), expiresAt));
  }

  private static Set<Scope> scopesOf(Caller caller) {
    return caller instanceof Caller.Backend backend ? backend.scopes() : EnumSet.allOf(Scope.class);
  }
}
