package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.SealedForm;

/** Where the settings keep the credentials of accounts: in the store, or outside of it. */
public interface CredentialPlace {

  /** The form of those that are not there. */
  SealedForm unsettled();

  /**
   * The same credential, with its values where the settings keep them. As it was if somebody else
   * is about to do that.
   *
   * @throws SecretVault.Unopenable if it does not open
   * @throws KeyEncryptionKeys.Unreachable if the place outside is away
   */
  SealedCredential settle(SealedFor place, SealedCredential sealed);
}
