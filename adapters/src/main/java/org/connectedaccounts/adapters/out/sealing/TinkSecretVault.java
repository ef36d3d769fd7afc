package org.connectedaccounts.adapters.out.sealing;

import jakarta.inject.Singleton;
import java.util.Arrays;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.SealedForm;

/** Secrets and credentials, as what is sealed. */
@Singleton
final class TinkSecretVault implements SecretVault {

  private final SealedContent content;
  private final ConfiguredCredentialPlace credentials;

  TinkSecretVault(SealedContent content, ConfiguredCredentialPlace credentials) {
    this.content = content;
    this.credentials = credentials;
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

  /** A reference stays one: what it refers to is not read for it. */
  @Override
  public Sealed sealAnew(SealedFor place, Sealed sealed) {
    byte[] plain = content.content(place, sealed);
    try {
      return SealedFormat.formOf(sealed) == SealedForm.REFERENCE
          ? content.seal(place, SealedForm.REFERENCE, plain)
          : seal(place, plain);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  private Sealed seal(SealedFor place, byte[] plain) {
    return content.seal(place, credentials.formFor(place), plain);
  }

  private <T> T open(SealedFor place, Sealed sealed, Reading<T> reading) {
    try {
      return reading.from(content.value(place, sealed));
    } catch (PlainForm.Unreadable _) {
      throw content.refused(place, sealed, "its content has no form that is known");
    }
  }
}
