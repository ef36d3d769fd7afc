package org.connectedaccounts.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.Token;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts nothing: writes the secret in plain behind the place it is for, and refuses another
 * place. A workspace must be prepared first, as with the real vault.
 */
public final class UnsafePlainVault implements SecretVault, DataKeyRing {

  private final Map<WorkspaceId, UUID> dataKeys = new ConcurrentHashMap<>();
  private final Set<WorkspaceId> away = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Supplier<RuntimeException> sealingFails;

  @Override
  public DataKeys.DataKey begin(WorkspaceId workspace) {
    prepare(workspace);
    return new DataKeys.DataKey(
        workspace,
        Objects.requireNonNull(dataKeys.get(workspace)),
        DataKeys.State.ENCRYPT,
        new byte[] {1},
        "unsafe");
  }

  @Override
  public void prepare(WorkspaceId workspace) {
    dataKeys.computeIfAbsent(workspace, _ -> UUID.randomUUID());
  }

  @Override
  public DataKeys.DataKey renew(DataKeys.DataKey encrypting) {
    throw new UnsupportedOperationException("no key is renewed here");
  }

  @Override
  public void verify(DataKeys.DataKey key) {
    throw new UnsupportedOperationException("no key is renewed here");
  }

  /** The keys are away: what is known already opens, and nothing is sealed. */
  public void openOnly() {
    sealingFails = () -> new KeyEncryptionKeys.Unreachable("the keys are away", null);
  }

  /** Nothing is sealed, for a reason that nobody thought of. */
  public void failToSeal() {
    sealingFails = () -> new IllegalStateException("a mistake of ours");
  }

  /** The place of the keys is away, and this workspace's is not at hand. */
  public void loseReach(WorkspaceId workspace) {
    away.add(workspace);
  }

  /** They are back. */
  public void sealAgain() {
    sealingFails = null;
  }

  /** Nothing that was sealed before opens any more. */
  public void damage(WorkspaceId workspace) {
    dataKeys.put(workspace, UUID.randomUUID());
  }

  @Override
  public void shred(WorkspaceId workspace) {
    dataKeys.remove(workspace);
  }

  @Override
  public Sealed seal(SealedFor place, Secret value) {
    return write(place, out -> writeText(out, value.reveal()));
  }

  @Override
  public Secret open(SealedFor place, Sealed sealed) {
    return read(place, sealed, in -> Secret.of(readText(in)));
  }

  @Override
  public SealedCredential sealCredential(SealedFor place, Credential credential) {
    var auths =
        write(
            place.field(place.field() + ".auths"),
            out -> {
              writeTokens(out, credential.tokens());
              writeTexts(out, credential.inputs());
              writeSecrets(out, credential.secrets());
              writeTexts(out, credential.captures());
            });
    var refresh = credential.refreshToken();
    return new SealedCredential(auths, refresh == null ? null : seal(refreshPlace(place), refresh));
  }

  @Override
  public Credential openCredential(SealedFor place, SealedCredential sealed) {
    var auths = openAuths(place, sealed);
    var refresh = sealed.refresh();
    return auths.withTokens(
        auths.tokens(), refresh == null ? null : open(refreshPlace(place), refresh));
  }

  @Override
  public Credential openAuths(SealedFor place, SealedCredential sealed) {
    return read(
        place.field(place.field() + ".auths"),
        sealed.auths(),
        in -> new Credential(readTokens(in), readTexts(in), readSecrets(in), readTexts(in), null));
  }

  @Override
  public Sealed sealAnew(SealedFor place, Sealed sealed) {
    read(place, sealed, DataInputStream::readAllBytes);
    return sealed;
  }

  private static SealedFor refreshPlace(SealedFor place) {
    return place.field(place.field() + ".refresh");
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Reading<T> {
    T from(DataInputStream in) throws IOException;
  }

  private Sealed write(SealedFor place, Writing writing) {
    var dataKey = dataKeys.get(place.workspace());
    var failure = sealingFails;
    if (failure != null) {
      throw failure.get();
    }
    if (dataKey == null) {
      throw new IllegalStateException("no data key for " + place.workspace());
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      writeText(out, place.toString());
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Sealed(dataKey, bytes.toByteArray());
  }

  private <T> T read(SealedFor place, Sealed sealed, Reading<T> reading) {
    if (away.contains(place.workspace())) {
      throw new KeyEncryptionKeys.Unreachable("the keys are away", null);
    }
    if (!sealed.dataKey().equals(dataKeys.get(place.workspace()))) {
      throw new Unopenable("no such data key: " + sealed.dataKey());
    }
    try (var in = new DataInputStream(new ByteArrayInputStream(sealed.ciphertext()))) {
      if (!readText(in).equals(place.toString())) {
        throw new Unopenable("sealed for another place than " + place);
      }
      T value = reading.from(in);
      if (in.available() > 0) {
        throw new Unopenable("not what was sealed for " + place);
      }
      return value;
    } catch (IOException _) {
      throw new Unopenable("not what was sealed for " + place);
    }
  }

  private static void writeTokens(DataOutputStream out, Map<String, Token> tokens)
      throws IOException {
    out.writeInt(tokens.size());
    for (var entry : tokens.entrySet()) {
      writeText(out, entry.getKey());
      writeText(out, entry.getValue().value().reveal());
      writeText(out, String.valueOf(entry.getValue().expiresAt()));
    }
  }

  private static Map<String, Token> readTokens(DataInputStream in) throws IOException {
    var tokens = new LinkedHashMap<String, Token>();
    for (int left = in.readInt(); left > 0; left--) {
      var name = readText(in);
      var value = Secret.of(readText(in));
      tokens.put(name, new Token(value, instant(readText(in))));
    }
    return tokens;
  }

  private static @Nullable Instant instant(String text) {
    return text.equals("null") ? null : Instant.parse(text);
  }

  private static void writeTexts(DataOutputStream out, Map<String, String> texts)
      throws IOException {
    out.writeInt(texts.size());
    for (var entry : texts.entrySet()) {
      writeText(out, entry.getKey());
      writeText(out, entry.getValue());
    }
  }

  private static Map<String, String> readTexts(DataInputStream in) throws IOException {
    var texts = new LinkedHashMap<String, String>();
    for (int left = in.readInt(); left > 0; left--) {
      var name = readText(in);
      texts.put(name, readText(in));
    }
    return texts;
  }

  private static void writeSecrets(DataOutputStream out, Map<String, Secret> secrets)
      throws IOException {
    var texts = new LinkedHashMap<String, String>();
    secrets.forEach((name, secret) -> texts.put(name, secret.reveal()));
    writeTexts(out, texts);
  }

  private static Map<String, Secret> readSecrets(DataInputStream in) throws IOException {
    var secrets = new LinkedHashMap<String, Secret>();
    readTexts(in).forEach((name, text) -> secrets.put(name, Secret.of(text)));
    return secrets;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(Math.max(length, 0));
    if (bytes.length != length) {
      throw new IOException("cut off");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
