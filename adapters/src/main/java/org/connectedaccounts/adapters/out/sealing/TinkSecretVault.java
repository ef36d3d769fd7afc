package org.connectedaccounts.adapters.out.sealing;

import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Lost;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM with a random 96-bit nonce. */
@Singleton
final class TinkSecretVault implements SecretVault {

  private static final Logger LOG = Logger.getLogger(TinkSecretVault.class);

  private final OpenedDataKeys dataKeys;

  TinkSecretVault(OpenedDataKeys dataKeys) {
    this.dataKeys = dataKeys;
  }

  private interface Reading<T> {
    T from(byte[] plain) throws PlainForm.Unreadable;
  }

  @Override
  public Sealed seal(SealedFor place, Secret value) {
    return seal(place, PlainForm.ofSecret(value));
  }

  @Override
  public Secret open(SealedFor place, Sealed sealed) {
    return open(place, sealed, PlainForm::secret);
  }

  @Override
  public SealedCredential sealCredential(SealedFor place, Credential credential) {
    var auths = seal(SealedCredential.authsOf(place), PlainForm.ofAuths(credential));
    var refresh = credential.refreshToken();
    return new SealedCredential(
        auths, refresh == null ? null : seal(SealedCredential.refreshOf(place), refresh));
  }

  @Override
  public Credential openCredential(SealedFor place, SealedCredential sealed) {
    var auths = openAuths(place, sealed);
    var refresh = sealed.refresh();
    return refresh == null
        ? auths
        : auths.withTokens(auths.tokens(), open(SealedCredential.refreshOf(place), refresh));
  }

  @Override
  public Credential openAuths(SealedFor place, SealedCredential sealed) {
    return open(SealedCredential.authsOf(place), sealed.auths(), PlainForm::auths);
  }

  @Override
  public Sealed sealAnew(SealedFor place, Sealed sealed) {
    byte[] plain = open(place, sealed, bytes -> bytes);
    try {
      return seal(place, plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Sealed seal(SealedFor place, byte[] plain) {
    try {
      var key = dataKeys.encrypting(place.workspace());
      return new Sealed(key.id(), SealedFormat.encrypt(key.aead(), place, plain));
    } catch (OpenedDataKeys.Unavailable e) {
      throw new IllegalStateException("Cannot seal " + place + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot seal " + place, e);
    }
  }

  private <T> T open(SealedFor place, Sealed sealed, Reading<T> reading) {
    try {
      var key = dataKeys.decrypting(place.workspace(), sealed.dataKey());
      return reading.from(SealedFormat.decrypt(key.aead(), place, sealed.ciphertext()));
    } catch (OpenedDataKeys.Unavailable | Lost e) {
      throw refused(place, sealed, e.getMessage());
    } catch (GeneralSecurityException _) {
      throw refused(place, sealed, "it was not sealed here, or was changed");
    } catch (PlainForm.Unreadable _) {
      throw refused(place, sealed, "its content has no form that is known");
    }
  }

  /** The log line is an alarm: it means a damaged or tampered row, or a lost key. */
  private static Unopenable refused(SealedFor place, Sealed sealed, @Nullable String why) {
    var message = "%s under data key %s does not open: %s".formatted(place, sealed.dataKey(), why);
    LOG.error(message);
    return new Unopenable(message);
  }
}
