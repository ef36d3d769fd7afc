package org.connectedaccounts.application.catalog;

import java.util.UUID;
import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.AppRequests.AppRequest;
import org.connectedaccounts.application.port.AppRequests.Vote;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.WebAddress;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an app that is missing; asking for the same one again is a vote, one per end user or
 * workspace.
 */
public final class RequestApp {

  private static final String WORKSPACE_ITSELF = "";

  private final AppRequests requests;
  private final ConnectSessions sessions;
  private final Randomness random;
  private final UnitOfWork unitOfWork;
  private final ArrivedApps arrived;

  public RequestApp(
      AppRequests requests,
      ConnectSessions sessions,
      Randomness random,
      UnitOfWork unitOfWork,
      ArrivedApps arrived) {
    this.requests = requests;
    this.sessions = sessions;
    this.random = random;
    this.unitOfWork = unitOfWork;
    this.arrived = arrived;
  }

  public record Command(Caller caller, String name, @Nullable String url, @Nullable String note) {}

  /**
   * @param first whether nobody in the workspace had asked for it before
   * @param app what is there already under this name; null: nothing
   */
  public record Asked(AppRequest request, boolean first, @Nullable AppSlug app) {}

  public Asked handle(Command command) {
    WorkspaceId workspace = command.caller().requireKeyOrSession(Scope.APPS_READ);
    String key = ArrivedApps.key(command.name());
    if (key.isEmpty()) {
      throw Refusal.invalid("/name", "must contain a letter or a digit");
    }
    if (command.url() != null && !WebAddress.isLink(command.url())) {
      throw Refusal.invalid("/url", "must be a web address: https://host");
    }
    var vote =
        new Vote(
            workspace,
            key,
            command.name().strip(),
            command.url(),
            command.note(),
            voter(command.caller()));
    UUID id = random.id();
    AppRequest request = unitOfWork.call(() -> requests.vote(vote, id));
    AppSlug app = arrived.seenBy(command.caller(), workspace).get(key);
    return new Asked(request, request.id().equals(id), app);
  }

  private String voter(Caller caller) {
    if (!(caller instanceof Caller.SessionHolder holder)) {
      return WORKSPACE_ITSELF;
    }
    return sessions
        .find(holder.workspace(), new SessionId(holder.session()))
        .map(found -> found.session().request().externalUserId())
        .orElse(WORKSPACE_ITSELF);
  }
}
