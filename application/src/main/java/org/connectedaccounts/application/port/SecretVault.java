package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;

/**
 * Authenticated encryption under the workspace's data key. What was sealed for one place opens
 * there alone; anything else is {@link Unopenable}, never a wrong secret.
 */
public interface SecretVault {

  /** It is damaged, was sealed for another place, or its data key is gone. No content is told. */
  final class Unopenable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public Unopenable(String message) {
      super(message);
    }
  }

  Sealed seal(SealedFor place, Secret value);

  Secret open(SealedFor place, Sealed sealed);

  SealedCredential sealCredential(SealedFor place, Credential credential);

  /** With the refresh token. */
  Credential openCredential(SealedFor place, SealedCredential sealed);

  /** Without the refresh token, which stays closed. */
  Credential openAuths(SealedFor place, SealedCredential sealed);

  /** The same value for the same place, under the data key that encrypts now. */
  Sealed sealAnew(SealedFor place, Sealed sealed);
}
