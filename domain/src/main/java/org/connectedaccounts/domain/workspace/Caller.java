package org.connectedaccounts.domain.workspace;

import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as far as the bearer token proves it. Every use case asks it before anything
 * else.
 */
public sealed interface Caller {

  /** Runs the service; acts inside a workspace where a request names one. */
  record Operator(@Nullable WorkspaceId acting) implements Caller {}

  /** A workspace's backend, with the scopes of its key and the accounts that it is limited to. */
  record Backend(WorkspaceId workspace, ApiKeyId key, Set<Scope> scopes, KeyLimits limits)
      implements Caller {

    /** With a key that is not narrowed. */
    public Backend(WorkspaceId workspace, ApiKeyId key, Set<Scope> scopes) {
      this(workspace, key, scopes, KeyLimits.NONE);
    }
  }

  /**
   * Whoever holds the token of a connect session; it reaches that session alone and metadata of its
   * user's accounts.
   *
   * @param session value of the session's id
   * @param page whether it is our own page, in the browser that redeemed the session's link
   */
  record SessionHolder(WorkspaceId workspace, UUID session, boolean page) implements Caller {

    /** Through the API. */
    public SessionHolder(WorkspaceId workspace, UUID session) {
      this(workspace, session, false);
    }
  }

  /**
   * The workspace in which the call acts, once the scope is there; sessions and narrowed keys are
   * refused.
   */
  default WorkspaceId requireKey(Scope scope) {
    WorkspaceId workspace = requireLimitedKey(scope);
    if (!limits().isNone()) {
      throw KeyLimits.refused(
          "This key is narrowed to some accounts and cannot do this; call it with another key.");
    }
    return workspace;
  }

  /** As {@link #requireKey}, but a narrowed key passes: the use case holds it to its limits. */
  default WorkspaceId requireLimitedKey(Scope scope) {
    return switch (this) {
      case Operator(var acting) -> requireActing(acting);
      case Backend backend -> requireScope(backend, scope);
      case SessionHolder holder ->
          throw Refusal.of(
              Code.SESSION_LIMITED,
              "A session token cannot do this; call it with a workspace key.");
    };
  }

  /**
   * As {@link #requireKey}, but a session passes: the use case narrows it to what the session may
   * see.
   */
  default WorkspaceId requireKeyOrSession(Scope scope) {
    return this instanceof SessionHolder holder ? holder.workspace() : requireKey(scope);
  }

  /** Which accounts a key is narrowed to. A session's limits are its own. */
  default KeyLimits limits() {
    return this instanceof Backend backend ? backend.limits() : KeyLimits.NONE;
  }

  /** The operator alone. */
  default void requireOperator() {
    if (!(this instanceof Operator)) {
      throw Refusal.of(Code.OPERATOR_ONLY, "Only the operator key (cao_…) can do this.");
    }
  }

  private static WorkspaceId requireActing(@Nullable WorkspaceId acting) {
    if (acting == null) {
      throw Refusal.of(
          Code.WORKSPACE_REQUIRED,
          "With the operator key, name the workspace in the header Workspace: ws_…");
    }
    return acting;
  }

  private static WorkspaceId requireScope(Backend backend, Scope scope) {
    if (!backend.scopes().contains(scope)) {
      throw Refusal.of(Code.SCOPE_MISSING, "This key lacks the scope " + scope.text() + ".");
    }
    return backend.workspace();
  }
}
