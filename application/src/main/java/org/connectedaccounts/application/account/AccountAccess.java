package org.connectedaccounts.application.account;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts a caller reaches: a key all of its workspace unless it is narrowed, a session
 * those of its user and its apps.
 */
public final class AccountAccess {

  /** No user has this id. */
  private static final String NOBODY = "";

  private final ConnectSessions sessions;

  public AccountAccess(ConnectSessions sessions) {
    this.sessions = sessions;
  }

  /**
   * @param user null: of the whole workspace
   * @param apps empty: of all apps
   * @param accounts empty: whichever account
   * @param refusal what is said where it ends
   */
  record Reach(
      WorkspaceId workspace,
      @Nullable String user,
      List<AppSlug> apps,
      Set<AccountId> accounts,
      Code refusal) {

    boolean sees(ConnectedAccount account) {
      return (user == null || account.owner().admits(user))
          && reaches(account.app())
          && (accounts.isEmpty() || accounts.contains(account.id()));
    }

    boolean sees(StepLink link) {
      return user == null || link.externalUserId() == null || user.equals(link.externalUserId());
    }

    /** Who asks for another user's would take what comes for theirs. */
    void requireUser(@Nullable String asked) {
      if (user != null && asked != null && !asked.equals(user)) {
        throw Refusal.of(refusal, "This token is for another external_user_id.");
      }
    }

    /**
     * What is shared may be looked at and used, but only its owner's sessions change it.
     *
     * @throws Refusal ACCOUNT_NOT_FOUND if it cannot even be seen, else SESSION_LIMITED or
     *     KEY_LIMITED
     */
    void requireChanges(ConnectedAccount account) {
      if (!sees(account)) {
        throw AccountViews.unknown();
      }
      if (user != null && !account.owner().isOf(user)) {
        throw Refusal.of(
            refusal, "Only its owner, or a key for everybody, may change what others may use.");
      }
    }

    private boolean reaches(AppSlug app) {
      return apps.isEmpty() || apps.contains(app);
    }
  }

  Reach toRead(Caller caller) {
    return reach(caller, workspace(caller, Scope.ACCOUNTS_READ), session(caller));
  }

  /** Whose credentials are given: never to a session. */
  public static Predicate<ConnectedAccount> toVend(Caller caller) {
    WorkspaceId workspace = caller.requireLimitedKey(Scope.CREDENTIALS_READ);
    return limited(workspace, caller.limits())::sees;
  }

  private static WorkspaceId workspace(Caller caller, Scope scope) {
    return caller instanceof Caller.SessionHolder holder
        ? holder.workspace()
        : caller.requireLimitedKey(scope);
  }

  Reach toChange(Caller caller) {
    WorkspaceId workspace = workspace(caller, Scope.MANAGE);
    Optional<ConnectSession> session = session(caller);
    if (session.isPresent() && session.get().request().kind() != Kind.MANAGE) {
      throw Refusal.of(Code.SESSION_LIMITED, "Only a session of kind manage may change accounts.");
    }
    return reach(caller, workspace, session);
  }

  /** As {@link #toChange}; besides, a session may name the account that it led to. */
  Reach toName(Caller caller, AccountId account) {
    Optional<ConnectSession> session =
        session(caller)
            .filter(
                found ->
                    found.progress() instanceof Completed(var id, var _) && id.equals(account));
    return session.isPresent()
        ? reach(caller, session.get().workspace(), session)
        : toChange(caller);
  }

  /**
   * Whose step links a caller may see; null: everybody's. To look after accounts only: a session
   * that connects one learns of no workflow but its own.
   */
  public @Nullable String userOfLinks(Caller caller) {
    caller.requireKeyOrSession(Scope.ACCOUNTS_READ);
    Optional<ConnectSession> session = session(caller);
    if (session.isPresent() && session.get().request().kind() != Kind.MANAGE) {
      throw Refusal.of(
          Code.SESSION_LIMITED, "Only a session of kind manage may ask who uses an account.");
    }
    return session.map(found -> found.request().externalUserId()).orElse(null);
  }

  private static Reach reach(
      Caller caller, WorkspaceId workspace, Optional<ConnectSession> session) {
    return session
        .map(ConnectSession::request)
        .map(
            request ->
                new Reach(
                    workspace, userOf(request), request.apps(), Set.of(), Code.SESSION_LIMITED))
        .orElseGet(() -> limited(workspace, caller.limits()));
  }

  private static Reach limited(WorkspaceId workspace, KeyLimits limits) {
    return new Reach(
        workspace,
        limits.externalUserId(),
        limits.apps().stream().map(AppSlug::new).toList(),
        limits.accounts().stream().map(AccountId::new).collect(Collectors.toUnmodifiableSet()),
        Code.KEY_LIMITED);
  }

  /**
   * To look after them, a session without a user reaches all; to use them, what anybody may use.
   */
  private static @Nullable String userOf(SessionRequest request) {
    return request.kind() == Kind.MANAGE
        ? request.externalUserId()
        : Objects.requireNonNullElse(request.externalUserId(), NOBODY);
  }

  private Optional<ConnectSession> session(Caller caller) {
    return caller instanceof Caller.SessionHolder holder
        ? Optional.of(
            sessions
                .find(holder.workspace(), new SessionId(holder.session()))
                .orElseThrow(() -> new IllegalStateException("a session ended within its own call"))
                .session())
        : Optional.empty();
  }
}
