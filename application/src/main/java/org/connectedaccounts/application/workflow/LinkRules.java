package org.connectedaccounts.application.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Who may link what to which step: a key within its workspace, a session its own user's accounts to
 * its own step.
 */
public final class LinkRules {

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,63}");
  private static final int LONGEST_ID = 255;

  private final ConnectedAccounts accounts;
  private final ConnectSessions sessions;

  public LinkRules(ConnectedAccounts accounts, ConnectSessions sessions) {
    this.accounts = accounts;
    this.sessions = sessions;
  }

  /**
   * @param user whose links these are; null: everybody's
   * @param apps whose accounts may be linked; empty: of all apps
   */
  record Linker(WorkspaceId workspace, @Nullable String user, List<AppSlug> apps) {

    static Linker byKey(WorkspaceId workspace, @Nullable String user) {
      return new Linker(workspace, user, List.of());
    }

    boolean reaches(ConnectedAccount account) {
      return (user == null || account.owner().admits(user))
          && (apps.isEmpty() || apps.contains(account.app()));
    }
  }

  /** Whoever may see or change the links of this step, for this user. */
  Linker requireLinker(Caller caller, Scope scope, StepRef step, @Nullable String user) {
    WorkspaceId workspace = caller.requireKeyOrSession(scope);
    if (!(caller instanceof Caller.SessionHolder holder)) {
      return Linker.byKey(workspace, user);
    }
    SessionRequest request =
        sessions
            .find(holder.workspace(), new SessionId(holder.session()))
            .orElseThrow(() -> new IllegalStateException("a session ended within its own call"))
            .session()
            .request();
    boolean own = request.step() != null && request.step().step().equals(step);
    boolean sameUser = user == null || user.equals(request.externalUserId());
    if (!own || !sameUser || request.externalUserId() == null) {
      throw Refusal.of(
          Refusal.Code.SESSION_LIMITED, "This session is for another step or another user.");
    }
    return new Linker(workspace, request.externalUserId(), request.apps());
  }

  /**
   * The account, if links of this user may lead to it; without a user, the key acts for its whole
   * workspace.
   */
  ConnectedAccount requireAccount(Linker linker, LinkSpec spec) {
    return accounts
        .find(linker.workspace(), spec.account())
        .filter(linker::reaches)
        .orElseThrow(AccountViews::unknown);
  }

  static void check(StepRef step, @Nullable String name) {
    List<Fault> faults = new ArrayList<>();
    if (isBadId(step.workflowId())) {
      faults.add(new Fault("workflow_id", "must have 1 to " + LONGEST_ID + " characters"));
    }
    if (isBadId(step.stepId())) {
      faults.add(new Fault("step_id", "must have 1 to " + LONGEST_ID + " characters"));
    }
    if (name != null && !NAME.matcher(name).matches()) {
      faults.add(new Fault("name", "must match [a-z_][a-z0-9_]*, at most 64 characters"));
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  static void checkWorkflow(String id) {
    if (isBadId(id)) {
      throw Refusal.invalid("workflow_id", "must have 1 to " + LONGEST_ID + " characters");
    }
  }

  static String nameOf(LinkSpec spec, ConnectedAccount account) {
    return Objects.requireNonNullElse(spec.name(), account.app().value());
  }

  private static boolean isBadId(String id) {
    return id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl);
  }
}
