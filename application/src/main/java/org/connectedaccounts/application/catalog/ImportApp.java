package org.connectedaccounts.application.catalog;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.AppDrafts;
import org.connectedaccounts.application.port.AppDrafts.DestinationRefused;
import org.connectedaccounts.application.port.AppDrafts.Drafted;
import org.connectedaccounts.application.port.AppDrafts.NotPublished;
import org.connectedaccounts.application.port.AppDrafts.Unreachable;
import org.connectedaccounts.application.port.AppDrafts.Wanted;
import org.connectedaccounts.application.port.Destinations;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** Writes a definition from what an app publishes about itself, to be looked at and then put. */
public final class ImportApp {

  private static final Duration SOON = Duration.ofSeconds(10);

  private final AppDrafts drafts;
  private final AppDocuments documents;
  private final OwnAppRules rules;

  public ImportApp(AppDrafts drafts, AppDocuments documents, Destinations destinations) {
    this.drafts = drafts;
    this.documents = documents;
    this.rules = new OwnAppRules(destinations);
  }

  public record Command(Caller caller, Wanted wanted) {}

  /**
   * @param document JSON in the definition language
   * @param faults what must be mended before it can be put
   * @param notes for people: what was left out, and why
   */
  public record Draft(String document, List<Fault> faults, List<String> notes) {}

  public Draft handle(Command command) {
    command.caller().requireKey(Scope.ADMIN);
    return switch (drafts.draft(command.wanted())) {
      case Drafted(var document, var notes) -> new Draft(document, faults(document), notes);
      case NotPublished(var reason) -> throw Refusal.invalid("/url", reason);
      case DestinationRefused _ ->
          throw Refusal.of(
              Code.DESTINATION_REFUSED,
              "This address is one that the service does not call; the operator can allow it.");
      case Unreachable _ ->
          throw Refusal.unavailable(
              Code.PROVIDER_UNAVAILABLE, "Nobody answered there in time; try again.", SOON);
    };
  }

  private List<Fault> faults(String document) {
    try {
      return rules.faults(documents.read(document));
    } catch (InvalidDefinition e) {
      return e.faults().stream().map(fault -> new Fault(fault.pointer(), fault.detail())).toList();
    }
  }
}
