package org.connectedaccounts.application.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Makes a key that can do the same as another one and lives as long as that was to live; the other
 * one works on until the overlap is over.
 */
public final class RotateApiKey {

  private final ApiKeys keys;
  private final KeyMaker maker;
  private final StoreClock clock;
  private final UnitOfWork unitOfWork;

  public RotateApiKey(ApiKeys keys, KeyMaker maker, StoreClock clock, UnitOfWork unitOfWork) {
    this.keys = keys;
    this.maker = maker;
    this.clock = clock;
    this.unitOfWork = unitOfWork;
  }

  /**
   * @param overlap how long both keys work
   */
  public record Command(Caller caller, ApiKeyId key, Duration overlap) {}

  public KeyMaker.Made handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    return unitOfWork.call(() -> rotate(workspace, command));
  }

  private KeyMaker.Made rotate(WorkspaceId workspace, Command command) {
    Instant now = clock.now();
    ApiKey former =
        keys.find(workspace, command.key())
            .filter(key -> key.isLiveAt(now))
            .orElseThrow(RotateApiKey::unknown);
    KeyRules.requireOwn(command.caller(), former.scopes());
    KeyMaker.Made made =
        maker.make(
            workspace,
            new KeyMaker.Spec(former.name(), former.scopes(), end(former, now), former.limits()));
    Instant end = former.endBy(now.plus(command.overlap()));
    if (!keys.replace(workspace, former.id(), made.key().id(), end)) {
      throw rotated(keys.find(workspace, former.id()));
    }
    return made;
  }

  /**
   * Its end is that of an overlap: what comes after it must not take it for the length of a life.
   */
  private static Refusal rotated(Optional<ApiKey> former) {
    return former
        .map(ApiKey::replacedBy)
        .map(
            by ->
                Refusal.of(
                    Code.API_KEY_ROTATED,
                    "This key was rotated already; rotate " + by.text() + " instead."))
        .orElseGet(RotateApiKey::unknown);
  }

  private static Refusal unknown() {
    return Refusal.of(Code.API_KEY_NOT_FOUND, "There is no such key that still works.");
  }

  private static @Nullable Instant end(ApiKey former, Instant now) {
    Instant expiresAt = former.expiresAt();
    return expiresAt == null ? null : now.plus(Duration.between(former.createdAt(), expiresAt));
  }
}
