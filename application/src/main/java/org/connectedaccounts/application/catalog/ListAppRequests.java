package org.connectedaccounts.application.catalog;

import java.util.Map;
import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.AppRequests.AppRequest;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** The wishes by votes: a workspace's own, or to the operator, all of them together. */
public final class ListAppRequests {

  private final AppRequests requests;
  private final ArrivedApps arrived;

  public ListAppRequests(AppRequests requests, ArrivedApps arrived) {
    this.requests = requests;
    this.arrived = arrived;
  }

  public record Command(Caller caller, PageRequest page) {}

  /**
   * @param app what it has become; null while the caller sees no such app
   */
  public record Wish(AppRequest request, @Nullable AppSlug app) {}

  public Page<Wish> handle(Command command) {
    WorkspaceId workspace = CatalogueReader.of(command.caller());
    Page<AppRequest> page = requests.ranking(workspace, command.page());
    Map<String, AppSlug> apps = arrived.seenBy(command.caller(), workspace);
    return new Page<>(
        page.items().stream()
            .map(wish -> new Wish(wish, apps.get(ArrivedApps.key(wish.name()))))
            .toList(),
        page.next());
  }
}
