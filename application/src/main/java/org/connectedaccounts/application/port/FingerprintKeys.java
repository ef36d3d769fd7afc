package org.connectedaccounts.application.port;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** The keys of {@link Fingerprints}, sealed with the operator's data key. */
public interface FingerprintKeys {

  Optional<Sealed> find(Purpose purpose);

  /** Keeps it for ever, unless there is one. */
  void addFirst(Purpose purpose, Sealed key);

  /** Where a key is sealed for. */
  static SealedFor sealedFor(Purpose purpose) {
    UUID owner = UUID.nameUUIDFromBytes(purpose.name().getBytes(StandardCharsets.US_ASCII));
    return new SealedFor(WorkspaceId.OPERATOR, "fingerprint_key", owner, 0, "key");
  }
}
