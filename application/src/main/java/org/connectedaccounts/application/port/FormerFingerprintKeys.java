package org.connectedaccounts.application.port;

import java.util.Optional;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Secret;

/** Where fingerprint keys were kept before {@link FingerprintKeys} kept them. */
public interface FormerFingerprintKeys {

  /** In Base64. Empty where the installation is younger. */
  Optional<Secret> find(Purpose purpose);
}
