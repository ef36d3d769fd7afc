package org.connectedaccounts.application.audit;

import java.time.InstantSource;
import org.connectedaccounts.application.port.AuditTrail;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.audit.AuditEntry;
import org.connectedaccounts.domain.audit.AuditEntry.Circumstances;
import org.connectedaccounts.domain.audit.AuditEntry.Outcome;
import org.connectedaccounts.domain.audit.AuditEntry.Subject;
import org.connectedaccounts.domain.audit.AuditEntryId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Writes down a call that was answered; whoever it was, and whatever the answer. */
public final class RecordCall {

  private final AuditTrail trail;
  private final Randomness random;
  private final InstantSource clock;

  /**
   * @param clock this replica's: an entry waits for no store
   */
  public RecordCall(AuditTrail trail, Randomness random, InstantSource clock) {
    this.trail = trail;
    this.random = random;
    this.clock = clock;
  }

  public record Command(
      Caller caller,
      String operation,
      Outcome outcome,
      Subject subject,
      Circumstances circumstances) {}

  public void handle(Command command) {
    trail.record(
        new AuditEntry(
            workspace(command.caller()),
            new AuditEntryId(random.id()),
            clock.instant(),
            Actor.of(command.caller()),
            command.operation(),
            command.outcome(),
            subject(command),
            command.circumstances()));
  }

  private static WorkspaceId workspace(Caller caller) {
    return switch (caller) {
      case Caller.Operator(var acting) -> acting == null ? WorkspaceId.OPERATOR : acting;
      case Caller.Backend backend -> backend.workspace();
      case Caller.SessionHolder holder -> holder.workspace();
      case Caller.ByToken signed -> signed.workspace();
    };
  }

  /** An end user who calls is who it is about, where nothing else says so. */
  private static Subject subject(Command command) {
    Subject told = command.subject();
    return command.caller() instanceof Caller.EndUser user && told.externalUserId() == null
        ? new Subject(
            told.accounts(),
            told.targets(),
            user.externalUserId(),
            told.workflowId(),
            told.stepId())
        : told;
  }
}
