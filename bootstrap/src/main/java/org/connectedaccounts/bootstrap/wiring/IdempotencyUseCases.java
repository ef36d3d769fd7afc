package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.idempotency.AbandonIdempotent;
import org.connectedaccounts.application.idempotency.BeginIdempotent;
import org.connectedaccounts.application.idempotency.FinishIdempotent;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnitOfWork;

/** Puts the use cases of repeated requests together. */
final class IdempotencyUseCases {

  @Produces
  @Singleton
  AbandonIdempotent abandonIdempotent(IdempotencyRecords records, UnitOfWork unitOfWork) {
    return new AbandonIdempotent(records, unitOfWork);
  }

  @Produces
  @Singleton
  BeginIdempotent beginIdempotent(
      IdempotencyRecords records,
      SecretVault vault,
      Fingerprints fingerprints,
      UnitOfWork unitOfWork) {
    return new BeginIdempotent(records, vault, fingerprints, unitOfWork);
  }

  @Produces
  @Singleton
  FinishIdempotent finishIdempotent(
      IdempotencyRecords records, SecretVault vault, UnitOfWork unitOfWork) {
    return new FinishIdempotent(records, vault, unitOfWork);
  }
}
