package org.connectedaccounts.application.catalog;

import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.AppRequests.AppRequest;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.workspace.Caller;

/** The wishes by votes: a workspace's own, or to the operator, all of them together. */
public final class ListAppRequests {

  private final AppRequests requests;

  public ListAppRequests(AppRequests requests) {
    this.requests = requests;
  }

  public record Command(Caller caller, PageRequest page) {}

  public Page<AppRequest> handle(Command command) {
    return requests.ranking(CatalogueReader.of(command.caller()), command.page());
  }
}
