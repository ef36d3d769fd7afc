package org.connectedaccounts.domain.workspace;

import java.util.EnumSet;
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

  /** Whoever has a token of an issuer that the operator trusts. */
  sealed interface ByToken extends Caller {

    WorkspaceId workspace();

    TokenSubject subject();
  }

  /** A workspace's backend, with the scopes of such a token instead of a key's. */
  record TrustedBackend(WorkspaceId workspace, TokenSubject subject, Set<Scope> scopes)
      implements ByToken {

    public TrustedBackend {
      scopes = Set.copyOf(scopes);
    }
  }

  /** A workspace's end user, who is signed in at the issuer. */
  record EndUser(WorkspaceId workspace, TokenSubject subject, String externalUserId)
      implements ByToken {}

  /**
   * The workspace in which the call acts, once the scope is there; sessions, end users and narrowed
   * keys are refused.
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
      case Backend backend -> requireScope(backend.workspace(), scope);
      case TrustedBackend backend -> requireScope(backend.workspace(), scope);
      case SessionHolder holder ->
          throw Refusal.of(
              Code.SESSION_LIMITED,
              "A session token cannot do this; call it with a workspace key.");
      case EndUser _ ->
          throw Refusal.of(
              Code.END_USER_LIMITED,
              "The token of an end user cannot do this; let your backend do it.");
    };
  }

  /**
   * As {@link #requireKey}, but a session passes: the use case narrows it to what the session may
   * see.
   */
  default WorkspaceId requireKeyOrSession(Scope scope) {
    return this instanceof SessionHolder holder ? holder.workspace() : requireKey(scope);
  }

  /**
   * As {@link #requireKey}, but an end user passes: the use case holds what it does to that user.
   */
  default WorkspaceId requireKeyOrEndUser(Scope scope) {
    return this instanceof EndUser user ? user.workspace() : requireKey(scope);
  }

  /** What it may do in its workspace. Keys and backends have theirs; who else calls has none. */
  default Set<Scope> scopes() {
    return this instanceof Operator ? EnumSet.allOf(Scope.class) : Set.of();
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

  private WorkspaceId requireScope(WorkspaceId own, Scope scope) {
    if (!scopes().contains(scope)) {
      String what = this instanceof Backend ? "key" : "token";
      throw Refusal.of(
          Code.SCOPE_MISSING, "This " + what + " lacks the scope " + scope.text() + ".");
    }
    return own;
  }
}
