package org.connectedaccounts.adapters.out.postgres;

import java.util.UUID;
import org.connectedaccounts.domain.credential.Sealed;
import org.jspecify.annotations.Nullable;

/** A sealed value is two columns: the ciphertext, and the data key that opens it. */
final class SealedColumns {

  private SealedColumns() {}

  static byte @Nullable [] bytes(@Nullable Sealed sealed) {
    return sealed == null ? null : sealed.ciphertext();
  }

  static @Nullable UUID key(@Nullable Sealed sealed) {
    return sealed == null ? null : sealed.dataKey();
  }

  static @Nullable Sealed sealed(byte @Nullable [] bytes, @Nullable UUID key) {
    return bytes == null || key == null ? null : new Sealed(key, bytes);
  }
}
