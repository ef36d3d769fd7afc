package org.connectedaccounts.application.revocation;

import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** Tells how far a revocation is. */
public final class GetRevocation {

  private final BulkRevocations revocations;

  public GetRevocation(BulkRevocations revocations) {
    this.revocations = revocations;
  }

  public record Command(Caller caller, RevocationId revocation) {}

  public BulkRevocation handle(Command command) {
    return revocations
        .find(command.caller().requireKey(Scope.ACCOUNTS_READ), command.revocation())
        .orElseThrow(GetRevocation::unknown);
  }

  static Refusal unknown() {
    return Refusal.of(Code.REVOCATION_NOT_FOUND, "There is no such revocation.");
  }
}
