package org.connectedaccounts.adapters.out.sealing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Lost;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.application.port.SecretVault.Unopenable;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.SealedForm;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is between key and value: AES-256-GCM with a random 96-bit nonce, and references. */
@Singleton
final class SealedContent {

  /** What operations look for in the log: it does not change. */
  static final String ALARM = "SEALED_VALUE_REFUSED";

  /** What they look for among the metrics. */
  static final String COUNTER = "connected.accounts.sealed.values.refused";

  private static final Logger LOG = Logger.getLogger(SealedContent.class);

  private final OpenedDataKeys dataKeys;
  private final OutsideSecrets outside;
  private final Counter refused;

  SealedContent(OpenedDataKeys dataKeys, OutsideSecrets outside, MeterRegistry meters) {
    this.dataKeys = dataKeys;
    this.outside = outside;
    this.refused =
        Counter.builder(COUNTER)
            .description("Sealed values that did not open: changed, moved, or their key is lost")
            .register(meters);
  }

  Sealed seal(SealedFor place, SealedForm form, byte[] content) {
    try {
      var key = dataKeys.encrypting(place.workspace());
      return new Sealed(key.id(), SealedFormat.encrypt(key.aead(), form, place, content));
    } catch (OpenedDataKeys.Unavailable e) {
      throw new IllegalStateException("Cannot seal " + place + ": " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot seal " + place, e);
    }
  }

  /** The value, wherever it is. */
  byte[] value(SealedFor place, Sealed sealed) {
    byte[] content = content(place, sealed);
    return SealedFormat.formOf(sealed) == SealedForm.REFERENCE
        ? outside(place, sealed, OutsideReference.read(content))
        : content;
  }

  /** What is sealed: the value, or the reference to it. */
  byte[] content(SealedFor place, Sealed sealed) {
    if (sealed.ciphertext().length == 0) {
      throw refused(place, sealed, "there is none: its row was changed, moved or deleted");
    }
    try {
      var key = dataKeys.decrypting(place.workspace(), sealed.dataKey());
      return SealedFormat.decrypt(key.aead(), place, sealed.ciphertext());
    } catch (OpenedDataKeys.Unavailable | Lost e) {
      throw refused(place, sealed, e.getMessage());
    } catch (GeneralSecurityException _) {
      throw refused(place, sealed, "it was not sealed here, or was changed");
    }
  }

  private byte[] outside(SealedFor place, Sealed sealed, OutsideReference reference) {
    byte[] value =
        outside
            .get(place, reference.version())
            .orElseThrow(
                () ->
                    refused(
                        place, sealed, "Vault has no version " + reference.version() + " of it"));
    if (!reference.isTo(value)) {
      throw refused(place, sealed, "what Vault has there is not what was written");
    }
    return value;
  }

  /** An alarm, in the log and counted: it means a damaged or tampered row, or a lost key. */
  Unopenable refused(SealedFor place, Sealed sealed, @Nullable String why) {
    var message = "%s under data key %s does not open: %s".formatted(place, sealed.dataKey(), why);
    refused.increment();
    LOG.errorf("%s %s", ALARM, message);
    return new Unopenable(message);
  }
}
