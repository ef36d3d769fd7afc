package org.connectedaccounts.application.connect;

import java.time.Instant;
import java.util.Map;
import org.connectedaccounts.application.account.AccountEnrolment.Enrolled;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.account.CredentialCheck;
import org.connectedaccounts.application.account.CredentialCheck.Checked;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.application.catalog.Chosen;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Binding;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress.AwaitingCompletion;
import org.connectedaccounts.domain.connect.SessionProgress.Completed;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Takes a filled-in key form: checked against the app at once, kept sealed, and saved as an account
 * only when the caller's backend completes the session with the handle of the answer.
 */
public final class SubmitCredentials {

  private final Sessions sessions;
  private final AppCatalogue catalogue;
  private final CredentialCheck check;
  private final Completion completion;
  private final Secrets secrets;
  private final Surroundings surroundings;

  public SubmitCredentials(
      Sessions sessions,
      AppCatalogue catalogue,
      CredentialCheck check,
      Completion completion,
      Secrets secrets,
      Surroundings surroundings) {
    this.sessions = sessions;
    this.catalogue = catalogue;
    this.check = check;
    this.completion = completion;
    this.secrets = secrets;
    this.surroundings = surroundings;
  }

  /** Sessions and whose they are. */
  public record Sessions(
      SessionAccess access, ConnectSessions store, Workspaces workspaces, AccountViews views) {}

  /** What keeps secrets. */
  public record Secrets(SecretVault vault, Fingerprints fingerprints) {}

  /**
   * @param auth id of the method; null: the app's first one that takes typed keys
   */
  public record Command(
      Caller caller,
      SessionId session,
      AppSlug app,
      @Nullable String auth,
      Map<String, String> fields) {

    /** Keeps what was typed out of logs. */
    @Override
    public String toString() {
      return "SubmitCredentials.Command[" + session + "]";
    }
  }

  public SessionView handle(Command command) {
    ConnectSession session = sessions.access().requireOpen(command.caller(), command.session());
    if (!session.request().allows(command.app())) {
      throw Refusal.of(Code.APP_NOT_ALLOWED, "This session is for other apps.");
    }
    CataloguedApp app = catalogue.require(session.workspace(), command.app());
    AuthMethod method =
        Chosen.method(app, command.auth(), candidate -> !(candidate.scheme() instanceof OAuth2));
    Chosen chosen = new Chosen(app, method, command.fields()).checked();
    Checked checked = check.check(chosen);
    AuthorizationAttempt attempt = attempt(session, chosen, checked);
    ConnectSession next =
        completion.attempts().begin(session, attempt, app, new AwaitingCompletion(attempt.id()));
    Workspace workspace =
        sessions.workspaces().find(session.workspace()).orElseThrow(SessionAccess::unknown);
    boolean bound = workspace.browserBound() && SessionAccess.isPage(command.caller());
    return bound ? completed(next, attempt) : awaiting(next, attempt);
  }

  private AuthorizationAttempt attempt(ConnectSession session, Chosen chosen, Checked checked) {
    var workspace = session.workspace();
    var id = new AttemptId(surroundings.random().id());
    Instant until = surroundings.clock().now().plus(surroundings.policy().handle());
    return new AuthorizationAttempt(
        workspace,
        id,
        session.id(),
        chosen.app().ref(),
        chosen.methodId(),
        null,
        checked.scopes().granted(),
        secrets
            .vault()
            .sealCredential(
                AuthorizationAttempt.sealedFor(workspace, id, "credential"), checked.credential()),
        checked.verified(),
        checked.identity(),
        until);
  }

  private SessionView awaiting(ConnectSession session, AuthorizationAttempt attempt) {
    Secret handle = surroundings.random().token();
    String fingerprint = secrets.fingerprints().of(Purpose.HANDLE, handle);
    surroundings
        .unitOfWork()
        .run(() -> sessions.store().issueHandle(attempt, fingerprint, attempt.expiresAt()));
    return new SessionView(session, false, null, handle);
  }

  private SessionView completed(ConnectSession session, AuthorizationAttempt attempt) {
    Enrolled enrolled = completion.complete(session, attempt, Binding.BROWSER_BOUND);
    var account = enrolled.account();
    return new SessionView(
        session.at(new Completed(account.id(), enrolled.created())),
        false,
        sessions.views().require(session.workspace(), account.id()),
        null);
  }
}
