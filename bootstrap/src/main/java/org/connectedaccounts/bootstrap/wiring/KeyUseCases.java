package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.connectedaccounts.application.key.DataKeyRotation;
import org.connectedaccounts.application.key.ForgetFormerKeys;
import org.connectedaccounts.application.key.GetKeyRotation;
import org.connectedaccounts.application.key.KeyEncryptionKeyRotation;
import org.connectedaccounts.application.key.ListKeyRotations;
import org.connectedaccounts.application.key.StartKeyRotation;
import org.connectedaccounts.application.key.WorkOnKeyRotation;
import org.connectedaccounts.application.port.DataKeyReplacements;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SealedValues;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnitOfWork;
import org.eclipse.microprofile.config.inject.ConfigProperty;

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
  ListKeyRotations listKeyRotations(KeyRotations rotations) {
    return new ListKeyRotations(rotations);
  }

  @Produces
  @Singleton
  WorkOnKeyRotation workOnKeyRotation(
      KeyRotations rotations,
      KeyEncryptionKeys keys,
      DataKeyRotation dataKeys,
      UnitOfWork unitOfWork,
      @ConfigProperty(name = "connected-accounts.key-rotation.retire-after", defaultValue = "5M")
          Duration retireAfter) {
    return new WorkOnKeyRotation(
        rotations,
        unitOfWork,
        new KeyEncryptionKeyRotation(rotations, keys, unitOfWork, retireAfter),
        dataKeys);
  }

  /** What was sealed with a key that was just replaced may take as long again until it is there. */
  @Produces
  @Singleton
  DataKeyRotation dataKeyRotation(
      DataKeyReplacements replacements,
      DataKeyRing ring,
      SealedValues values,
      SecretVault vault,
      UnitOfWork unitOfWork,
      @ConfigProperty(name = "connected-accounts.data-keys.choice", defaultValue = "30S")
          Duration choice) {
    Duration settled = choice.multipliedBy(2);
    return new DataKeyRotation(replacements, ring, values, vault, unitOfWork, settled);
  }

  @Produces
  @Singleton
  ForgetFormerKeys forgetFormerKeys(
      DataKeyReplacements replacements,
      OAuthClients clients,
      UnitOfWork unitOfWork,
      @ConfigProperty(name = "connected-accounts.data-keys.kept", defaultValue = "30D")
          Duration kept) {
    return new ForgetFormerKeys(replacements, clients, unitOfWork, kept);
  }
}
