package org.connectedaccounts.domain.credential;

import java.util.Arrays;
import java.util.UUID;

/**
 * Ciphertext and the data key that opens it. Useless, and refused, anywhere but where it was sealed
 * for.
 */
public record Sealed(UUID dataKey, byte[] ciphertext) {

  public Sealed {
    ciphertext = ciphertext.clone();
  }

  @Override
  public byte[] ciphertext() {
    return ciphertext.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed that
        && dataKey.equals(that.dataKey)
        && Arrays.equals(ciphertext, that.ciphertext);
  }

  @Override
  public int hashCode() {
    return 31 * dataKey.hashCode() + Arrays.hashCode(ciphertext);
  }

  @Override
  public String toString() {
    return "Sealed[" + dataKey + ", " + ciphertext.length + " bytes]";
  }
}
