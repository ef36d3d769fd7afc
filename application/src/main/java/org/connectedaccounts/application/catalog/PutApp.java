package org.connectedaccounts.application.catalog;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.MadeWith;
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
import org.connectedaccounts.domain.app.AuthMethodId;
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
  private final ConnectedAccounts accounts;
  private final UnitOfWork unitOfWork;

  public PutApp(
      WorkspaceApps apps,
      AppCatalogue catalogue,
      AppDocuments documents,
      Destinations destinations,
      OAuthClients clients,
      ConnectedAccounts accounts,
      UnitOfWork unitOfWork) {
    this.apps = apps;
    this.catalogue = catalogue;
    this.documents = documents;
    this.rules = new OwnAppRules(destinations);
    this.clients = clients;
    this.accounts = accounts;
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

  /**
   * @param unreached what goes on with a former version
   */
  public record Put(SearchApps.Found app, List<Unreached> unreached) {}

  /**
   * A method that is not used for some accounts which were made with a former version of it.
   *
   * @param reasons for people
   */
  public record Unreached(AuthMethodId method, List<String> reasons) {}

  public Put handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.ADMIN);
    AppDefinition definition = read(command.document());
    if (!definition.slug().equals(command.app())) {
      throw invalid(List.of(new Fault("/slug", "must be the slug in the path")));
    }
    List<Fault> faults = rules.faults(definition);
    if (!faults.isEmpty()) {
      throw invalid(faults);
    }
    Set<MadeWith> madeWith = unitOfWork.call(() -> write(workspace, command));
    var app = new CataloguedApp(workspace, definition);
    return new Put(Connectability.of(workspace, clients).of(app), unreached(definition, madeWith));
  }

  /** Told, not refused: the accounts live on, and a definition must be free to change. */
  private List<Unreached> unreached(AppDefinition present, Set<MadeWith> madeWith) {
    Map<AuthMethodId, Set<String>> reasons = new TreeMap<>(comparing(AuthMethodId::value));
    for (MadeWith each : madeWith) {
      List<String> misfits = present.misfits(each.method(), catalogue.made(each.definition()));
      if (!misfits.isEmpty()) {
        reasons.computeIfAbsent(each.method(), _ -> new TreeSet<>()).addAll(misfits);
      }
    }
    return reasons.entrySet().stream()
        .map(each -> new Unreached(each.getKey(), List.copyOf(each.getValue())))
        .toList();
  }

  private Set<MadeWith> write(WorkspaceId workspace, Command command) {
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
    return accounts.madeWith(workspace, command.app());
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
