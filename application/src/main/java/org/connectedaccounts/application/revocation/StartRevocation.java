package org.connectedaccounts.application.revocation;

import java.time.Duration;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.BulkRevocations.Wanted;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Takes accounts out of use at once, all or none. Their grants are ended at the providers by and
 * by.
 */
public final class StartRevocation {

  /** What one transaction does in tens of seconds; who refreshes one of them waits for it. */
  private static final int MOST = 50_000;

  /** However slow the store is in an hour of need. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private final BulkRevocations revocations;
  private final SelectedApp app;
  private final Randomness random;
  private final UnitOfWork unitOfWork;

  public StartRevocation(
      BulkRevocations revocations, SelectedApp app, Randomness random, UnitOfWork unitOfWork) {
    this.revocations = revocations;
    this.app = app;
    this.random = random;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, Selection selection) {}

  public BulkRevocation handle(Command command) {
    WorkspaceId workspace = command.caller().requireKey(Scope.MANAGE);
    app.require(workspace, command.selection());
    var id = new RevocationId(random.id());
    var wanted = new Wanted(workspace, id, command.selection(), Actor.of(command.caller()));
    return unitOfWork.call(
        LONGEST,
        () -> {
          if (revocations.start(wanted, MOST) > MOST) {
            throw Refusal.of(
                Code.REVOCATION_TOO_LARGE,
                "More than %,d accounts fit, and none was touched; say less of them at a time, such as by connected_before."
                    .formatted(MOST));
          }
          return revocations.find(workspace, id).orElseThrow();
        });
  }
}
