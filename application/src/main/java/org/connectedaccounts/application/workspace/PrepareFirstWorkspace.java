package org.connectedaccounts.application.workspace;

import java.util.EnumSet;
import java.util.List;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * At the start: gives the operator its encryption keys and, where there is no workspace yet, makes
 * the first one with the key that the surroundings chose. Does nothing where all that is there.
 */
public final class PrepareFirstWorkspace {

  private final Workspaces workspaces;
  private final ApiKeys apiKeys;
  private final Fingerprints fingerprints;
  private final KeyMaker keys;
  private final DataKeyRing dataKeys;
  private final Surroundings surroundings;

  public PrepareFirstWorkspace(
      Workspaces workspaces,
      ApiKeys apiKeys,
      Fingerprints fingerprints,
      KeyMaker keys,
      DataKeyRing dataKeys,
      Surroundings surroundings) {
    this.workspaces = workspaces;
    this.apiKeys = apiKeys;
    this.fingerprints = fingerprints;
    this.keys = keys;
    this.dataKeys = dataKeys;
    this.surroundings = surroundings;
  }

  /** What any use case needs of the machine. */
  public record Surroundings(Randomness random, StoreClock clock, UnitOfWork unitOfWork) {}

  /**
   * @param returnUrls what the first workspace registers
   */
  public record Command(Secret apiKey, List<String> returnUrls) {}

  public void handle(Command command) {
    dataKeys.prepare(WorkspaceId.OPERATOR);
    surroundings.unitOfWork().run(() -> prepare(command));
    workspaces
        .list(new PageRequest(null, 1))
        .items()
        .forEach(workspace -> dataKeys.prepare(workspace.id()));
  }

  private void prepare(Command command) {
    if (apiKeys.findByFingerprint(fingerprints.of(Purpose.API_KEY, command.apiKey())).isPresent()) {
      return;
    }
    Workspace workspace =
        workspaces.list(new PageRequest(null, 1)).items().stream()
            .findFirst()
            .orElseGet(() -> add(command.returnUrls()));
    keys.keep(command.apiKey(), workspace.id(), "bootstrap key", EnumSet.allOf(Scope.class), null);
  }

  private Workspace add(List<String> returnUrls) {
    var workspace =
        new Workspace(
            new WorkspaceId(surroundings.random().id()),
            "First workspace",
            null,
            returnUrls,
            List.of(),
            false,
            surroundings.clock().now());
    workspaces.add(workspace);
    return workspace;
  }
}
