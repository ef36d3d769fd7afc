package org.connectedaccounts.application.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.connect.ConsentScopes.Outlook;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.Listed;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Opens a session for an end user; its token goes to the user's browser. */
public final class CreateConnectSession {

  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private final SessionOpening opening;
  private final Known known;
  private final ConsentScopes scopes;
  private final Surroundings surroundings;

  public CreateConnectSession(
      SessionOpening opening, Known known, ConsentScopes scopes, Surroundings surroundings) {
    this.opening = opening;
    this.known = known;
    this.scopes = scopes;
    this.surroundings = surroundings;
  }

  /** What a request is held against. */
  public record Known(ConnectedAccounts accounts, Workspaces workspaces, AppCatalogue catalogue) {}

  /**
   * @param lifetime null: the usual
   */
  public record Command(Caller caller, SessionRequest request, @Nullable Duration lifetime) {}

  /**
   * Token and link are shown this once.
   *
   * @param token for the API
   * @param link to our own page, with a one-use ticket
   * @param outlook null: it reconnects no account
   */
  public record Created(SessionView view, Secret token, Secret link, @Nullable Outlook outlook) {}

  public Created handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.CONNECT);
    check(workspace, command.request());
    Listed there = toReconnect(workspace, command.request());
    SessionRequest request =
        there == null ? command.request() : command.request().onlyFor(there.account().app());
    Outlook outlook = there == null ? null : scopes.outlook(there, request);
    Instant until = surroundings.clock().now().plus(lifetime(command.lifetime()));
    Secret token = surroundings.random().bearer(BearerToken.SESSION_PREFIX);
    SessionOpening.Opened opened = opening.open(workspace, request, until, token);
    return new Created(SessionView.of(opened.session()), token, opened.link(), outlook);
  }

  private void check(WorkspaceId workspace, SessionRequest request) {
    List<Fault> faults = new ArrayList<>();
    if (request.externalUserId() == null && request.kind() != Kind.MANAGE) {
      faults.add(
          new Fault(
              "/external_user_id",
              "is required: only a session of kind manage can be the whole workspace's"));
    }
    if (request.actingUserId() != null
        && (request.externalUserId() != null || request.kind() != Kind.MANAGE)) {
      faults.add(
          new Fault(
              "/acting_user_id",
              "is for a session of kind manage that has no external_user_id: it names who looks"
                  + " after the workspace"));
    }
    for (int i = 0; i < request.apps().size(); i++) {
      if (known.catalogue().find(workspace, request.apps().get(i)).isEmpty()) {
        faults.add(new Fault("/apps/" + i, "is not an app of the catalogue"));
      }
    }
    String returnUrl = request.returnUrl();
    if (returnUrl != null && !isRegistered(workspace, returnUrl)) {
      faults.add(
          new Fault(
              "/return_url", "is not registered; add it to the workspace's return_urls first"));
    }
    if (!faults.isEmpty()) {
      throw Refusal.invalid(faults);
    }
  }

  private boolean isRegistered(WorkspaceId workspace, String returnUrl) {
    return known
        .workspaces()
        .find(workspace)
        .map(found -> found.registersReturnUrl(returnUrl))
        .orElse(false);
  }

  /** A reconnect is about one account, so about one app and the account's own user. */
  private @Nullable Listed toReconnect(WorkspaceId workspace, SessionRequest request) {
    AccountId id = request.account();
    if (id == null) {
      return null;
    }
    Listed listed = known.accounts().findListed(workspace, id).orElseThrow(AccountViews::unknown);
    ConnectedAccount account = listed.account();
    if (!account.owner().isOf(request.externalUserId())) {
      throw AccountViews.unknown();
    }
    if (!request.allows(account.app())) {
      throw Refusal.of(Code.APP_NOT_ALLOWED, "The account to reconnect is of another app.");
    }
    return listed;
  }

  private Duration lifetime(@Nullable Duration asked) {
    ConnectPolicy policy = surroundings.policy();
    if (asked == null) {
      return policy.session();
    }
    if (asked.compareTo(SHORTEST) < 0 || asked.compareTo(policy.longestSession()) > 0) {
      throw Refusal.invalid(
          "/expires_in",
          "must be between %d and %d seconds"
              .formatted(SHORTEST.toSeconds(), policy.longestSession().toSeconds()));
    }
    return asked;
  }
}
