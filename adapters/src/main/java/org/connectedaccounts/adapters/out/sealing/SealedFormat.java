package org.connectedaccounts.adapters.out.sealing;

import com.google.crypto.tink.Aead;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.SealedForm;

/**
 * A ciphertext's bytes: one for the {@link SealedForm}, then what the cipher wrote (for AES-GCM
 * nonce, text and tag). The additional data is made of form and place, each part with its length
 * before it, so that no two places give the same bytes.
 */
final class SealedFormat {

  private SealedFormat() {}

  static byte[] encrypt(Aead key, SealedForm form, SealedFor place, byte[] plain)
      throws GeneralSecurityException {
    byte[] encrypted = key.encrypt(plain, additionalData(form, place));
    byte[] ciphertext = new byte[encrypted.length + 1];
    ciphertext[0] = form.mark();
    System.arraycopy(encrypted, 0, ciphertext, 1, encrypted.length);
    return ciphertext;
  }

  static byte[] decrypt(Aead key, SealedFor place, byte[] ciphertext)
      throws GeneralSecurityException {
    var form = formOf(ciphertext).orElseThrow(() -> new GeneralSecurityException("unknown form"));
    byte[] encrypted = Arrays.copyOfRange(ciphertext, 1, ciphertext.length);
    return key.decrypt(encrypted, additionalData(form, place));
  }

  /** Of what has no form that is known, and does not open, it is {@link SealedForm#VALUE}. */
  static SealedForm formOf(Sealed sealed) {
    return formOf(sealed.ciphertext()).orElse(SealedForm.VALUE);
  }

  private static Optional<SealedForm> formOf(byte[] ciphertext) {
    return Arrays.stream(SealedForm.values())
        .filter(form -> ciphertext.length > 0 && ciphertext[0] == form.mark())
        .findFirst();
  }

  private static byte[] additionalData(SealedForm form, SealedFor place) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(Byte.BYTES);
      out.writeByte(form.mark());
      write(out, place.workspace().value());
      write(out, place.kind());
      write(out, place.owner());
      out.writeInt(Long.BYTES);
      out.writeLong(place.generation());
      write(out, place.field());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeInt(2 * Long.BYTES);
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
