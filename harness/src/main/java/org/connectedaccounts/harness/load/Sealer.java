package org.connectedaccounts.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a workspace's credentials as its replicas do, with the keyring of this run: accounts by the
 * hundred thousand cannot be asked for one by one. A replica that reads them is the test of it.
 */
public final class Sealer {
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecureRandom random = new SecureRandom();
  private final UUID workspace;
  private final SecretKeySpec dataKey;

  private Sealer(UUID workspace, SecretKeySpec dataKey) {
    this.workspace = workspace;
    this.dataKey = dataKey;
  }

  /**
   * @param wrappedBy the version of the workspace's key, which no other workspace has
   */
  public static Sealer open(Path keyring, UUID workspace, byte[] wrapped, String wrappedBy) {
    try {
      SecretKeySpec wrapping = key(keyring, wrappedBy);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          wrapping,
          new GCMParameterSpec(TAG_BITS, Arrays.copyOf(wrapped, NONCE_BYTES)));
      cipher.updateAAD(
          bytes(
              out -> {
                out.writeByte(FORMAT);
                write(out, workspace);
                write(out, wrappedBy);
              }));
      byte[] opened = cipher.doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
      return new Sealer(workspace, new SecretKeySpec(opened, "AES"));
    } catch (GeneralSecurityException | IOException failed) {
      throw new IllegalStateException("the keyring does not open its data key", failed);
    }
  }

  private static SecretKeySpec key(Path keyring, String version) throws IOException {
    for (JsonNode each : JSON.readTree(keyring.toFile()).path("workspaces")) {
      JsonNode key = each.path("keys").path(version);
      if (key.isTextual()) {
        return new SecretKeySpec(Base64.getDecoder().decode(key.textValue()), "AES");
      }
    }
    throw new IllegalStateException("no key " + version);
  }

  /** The credential of an account's first generation. */
  public byte[] seal(UUID account, String field, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, dataKey, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(place(account, field));
      byte[] text = cipher.doFinal(plain);
      return bytes(
          out -> {
            out.writeByte(FORMAT);
            out.write(nonce);
            out.write(text);
          });
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Each part with its length before it, as the service's SealedFormat has it. */
  private byte[] place(UUID account, String field) {
    return bytes(
        out -> {
          out.writeInt(Byte.BYTES);
          out.writeByte(FORMAT);
          out.writeInt(2 * Long.BYTES);
          write(out, workspace);
          write(out, "account");
          out.writeInt(2 * Long.BYTES);
          write(out, account);
          out.writeInt(Long.BYTES);
          out.writeLong(1);
          write(out, field);
        });
  }

  private static void write(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      writing.to(out);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return bytes.toByteArray();
  }
}
