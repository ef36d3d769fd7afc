package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.connectedaccounts.application.port.FingerprintKeys;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.credential.Sealed;
import org.junit.jupiter.api.Test;

/** What every {@link FingerprintKeys} owes. A store of an installation may have some already. */
public interface FingerprintKeysContract extends StoreContract {

  FingerprintKeys fingerprintKeys();

  @Test
  default void addFirstWhenThereIsOneThenThatOneStays() {
    for (Purpose purpose : Purpose.values()) {
      inUnit(() -> fingerprintKeys().addFirst(purpose, sealed(1)));
      Sealed kept = fingerprintKeys().find(purpose).orElseThrow();
      inUnit(() -> fingerprintKeys().addFirst(purpose, sealed(2)));

      Sealed found = fingerprintKeys().find(purpose).orElseThrow();
      assertThat(found.dataKey()).isEqualTo(kept.dataKey());
      assertThat(found.ciphertext()).isEqualTo(kept.ciphertext());
    }
  }

  private static Sealed sealed(int content) {
    return new Sealed(UUID.randomUUID(), new byte[] {0, (byte) content, 1});
  }
}
