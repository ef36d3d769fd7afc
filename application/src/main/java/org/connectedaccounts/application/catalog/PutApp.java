package org.connectedaccounts.application.catalog;

import java.util.List;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.Destinations;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Gives a workspace an app of its own, or its own version of one of the operator's. */
public final class PutApp {

  /** The workspace's own are read again for each search that follows a change. */
  private static final int MOST = 1000;

  private final WorkspaceApps apps;
  private final AppCatalogue catalogue;
  private final AppDocuments documents;
  private final OwnAppRules rules;
  private final OAuthClients clients;
  private final UnitOfWork unitOfWork;

  public PutApp(
      WorkspaceApps apps,
      AppCatalogue catalogue,
      AppDocuments documents,
      Destinations destinations,
      OAuthClients clients,
      UnitOfWork unitOfWork) {
    this.apps = apps;
    this.catalogue = catalogue;
    this.documents = documents;
    this.rules = new OwnAppRules(destinations);
    this.clients = clients;
    this.unitOfWork = unitOfWork;
  }

  /**
   * @param document YAML or JSON
   */
  public record Command(Caller caller, AppSlug app, String document, Expectation expected) {

    /** Whatever is there. */
    public Command(Caller caller, AppSlug app, String document) {
      this(caller, app, document, Expectation.anything());
    }
  }

  public SearchApps.Found handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    AppDefinition definition = read(command.document());
    if (!definition.slug().equals(command.app())) {
      throw invalid(List.of(new Fault("/slug", "must be the slug in the path")));
    }
    List<Fault> faults = rules.faults(definition);
    if (!faults.isEmpty()) {
      throw invalid(faults);
    }
    unitOfWork.run(() -> write(workspace, command));
    var app = new CataloguedApp(workspace, definition);
    return Connectability.of(workspace, clients).of(app);
  }

  private void write(WorkspaceId workspace, Command command) {
    apps.hold(workspace);
    boolean own = apps.find(workspace, command.app()).isPresent();
    command
        .expected()
        .require(
            own, catalogue.find(workspace, command.app()).map(CataloguedApp::version).orElse(null));
    if (!own && apps.count(workspace) >= MOST) {
      throw Refusal.of(Code.APP_LIMIT, "The workspace has %d apps of its own.".formatted(MOST));
    }
    apps.put(workspace, command.app(), command.document());
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
