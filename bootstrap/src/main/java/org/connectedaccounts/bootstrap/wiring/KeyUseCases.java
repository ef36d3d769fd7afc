package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.key.GetKeyRotation;
import org.connectedaccounts.application.key.StartKeyRotation;
import org.connectedaccounts.application.key.WorkOnKeyRotation;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.UnitOfWork;

/** Use cases of keys, made from the ports they need. */
final class KeyUseCases {

  @Produces
  @Singleton
  StartKeyRotation startKeyRotation(
      KeyRotations rotations, Randomness random, UnitOfWork unitOfWork) {
    return new StartKeyRotation(rotations, random, unitOfWork);
  }

  @Produces
  @Singleton
  GetKeyRotation getKeyRotation(KeyRotations rotations) {
    return new GetKeyRotation(rotations);
  }

  @Produces
  @Singleton
  WorkOnKeyRotation workOnKeyRotation(
      KeyRotations rotations, KeyEncryptionKeys keys, UnitOfWork unitOfWork) {
    return new WorkOnKeyRotation(rotations, keys, unitOfWork);
  }
}
