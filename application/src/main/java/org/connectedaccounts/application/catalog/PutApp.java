package org.connectedaccounts.application.catalog;

import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.UnguardedHost;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Gives a workspace an app of its own, or its own version of one of the operator's. */
public final class PutApp {

  private final WorkspaceApps apps;
  private final AppDocuments documents;
  private final OAuthClients clients;
  private final UnitOfWork unitOfWork;

  public PutApp(
      WorkspaceApps apps, AppDocuments documents, OAuthClients clients, UnitOfWork unitOfWork) {
    this.apps = apps;
    this.documents = documents;
    this.clients = clients;
    this.unitOfWork = unitOfWork;
  }

  /**
   * @param document YAML or JSON
   */
  public record Command(Caller caller, AppSlug app, String document) {}

  public SearchApps.Found handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    AppDefinition definition = read(command.document());
    if (!definition.slug().equals(command.app())) {
      throw invalid(List.of(new Fault("/slug", "must be the slug in the path")));
    }
    requireGuardedHosts(definition);
    unitOfWork.run(() -> apps.put(workspace, command.app(), command.document()));
    var app = new CataloguedApp(workspace, definition);
    return new SearchApps.Found(app, Connectability.of(workspace, clients).isConnectable(app));
  }

  /** Of new definitions alone: those that are kept already must stay readable. */
  private static void requireGuardedHosts(AppDefinition definition) {
    var faults = new ArrayList<Fault>();
    for (int i = 0; i < definition.methods().size(); i++) {
      for (UnguardedHost host : definition.methods().get(i).unguardedHosts()) {
        faults.add(new Fault("/auth/" + i + "/" + host.part(), host.reason()));
      }
    }
    if (!faults.isEmpty()) {
      throw invalid(faults);
    }
  }

  private AppDefinition read(String document) {
    try {
      return documents.read(document);
    } catch (InvalidDefinition e) {
      throw invalid(
          e.faults().stream()
              .map(
                  fault ->
                      new Fault(fault.pointer(), "line " + fault.line() + ": " + fault.detail()))
              .toList());
    }
  }

  private static Refusal invalid(List<Fault> faults) {
    return Refusal.of(
        Code.INVALID_DEFINITION,
        "The document is not an app definition; see errors.",
        new Evidence.Faults(faults));
  }
}
