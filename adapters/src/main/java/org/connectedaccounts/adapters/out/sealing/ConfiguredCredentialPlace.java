package org.connectedaccounts.adapters.out.sealing;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.connectedaccounts.application.port.CredentialPlace;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.SealedForm;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Credentials are kept where the settings say, and read from wherever they are, so that an
 * installation can move from one place to the other while it runs.
 */
@Singleton
final class ConfiguredCredentialPlace implements CredentialPlace {

  private final SealedContent content;
  private final OutsideSecrets outside;
  private final Place chosen;

  /** Where the credentials of accounts are kept. */
  enum Place {
    DATABASE,
    KV
  }

  ConfiguredCredentialPlace(
      SealedContent content,
      OutsideSecrets outside,
      @ConfigProperty(name = "connected-accounts.credentials", defaultValue = "database")
          Place chosen) {
    this.content = content;
    this.outside = outside;
    this.chosen = chosen;
  }

  /** The form in which a new value is sealed for that place. */
  SealedForm formFor(SealedFor place) {
    return chosen == Place.KV && place.kind().equals(CredentialGeneration.KIND)
        ? SealedForm.ESCROW
        : SealedForm.VALUE;
  }

  @Override
  public SealedForm unsettled() {
    return chosen == Place.KV ? SealedForm.ESCROW : SealedForm.REFERENCE;
  }

  @Override
  public SealedCredential settle(SealedFor place, SealedCredential sealed) {
    var auths = settle(SealedCredential.authsOf(place), sealed.auths());
    var refresh =
        sealed.refresh() == null
            ? Optional.<Sealed>empty()
            : settle(SealedCredential.refreshOf(place), sealed.refresh());
    if (auths.isEmpty() || (refresh.isEmpty() && sealed.refresh() != null)) {
      return sealed;
    }
    return new SealedCredential(auths.get(), refresh.orElse(null));
  }

  /** Empty if somebody else is about to. */
  private Optional<Sealed> settle(SealedFor place, Sealed sealed) {
    boolean isOutside = SealedFormat.formOf(sealed) == SealedForm.REFERENCE;
    if (isOutside == (chosen == Place.KV)) {
      return Optional.of(sealed);
    }
    byte[] value = content.value(place, sealed);
    return isOutside
        ? Optional.of(content.seal(place, SealedForm.VALUE, value))
        : outside
            .put(place, value)
            .map(version -> OutsideReference.to(version, value).bytes())
            .map(reference -> content.seal(place, SealedForm.REFERENCE, reference));
  }
}
