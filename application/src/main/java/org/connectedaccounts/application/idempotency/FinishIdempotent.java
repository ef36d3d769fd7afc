package org.connectedaccounts.application.idempotency;

import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Sealed;

/** Keeps the answer of a request, sealed, for when the request comes again. */
public final class FinishIdempotent {

  private final IdempotencyRecords records;
  private final SecretVault vault;
  private final UnitOfWork unitOfWork;

  public FinishIdempotent(IdempotencyRecords records, SecretVault vault, UnitOfWork unitOfWork) {
    this.records = records;
    this.vault = vault;
    this.unitOfWork = unitOfWork;
  }

  public record Command(HeldKey held, int status, Secret body) {}

  public void handle(Command command) {
    HeldKey held = command.held();
    Sealed body = vault.seal(held.key().sealedFor(), command.body());
    unitOfWork.run(() -> records.finish(held.key(), command.status(), body));
  }
}
