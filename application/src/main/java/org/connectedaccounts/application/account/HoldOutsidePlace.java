package org.connectedaccounts.application.account;

import java.util.Optional;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.application.port.OutsideSecrets.Place;
import org.connectedaccounts.application.port.UnsettledCredentials;

/**
 * At the start: what is kept outside of the store is looked for at the place of the settings alone.
 * At another one every credential would look as if it was damaged, and what a removed account has
 * left as if it was gone.
 */
public final class HoldOutsidePlace {

  private final OutsideSecrets outside;
  private final UnsettledCredentials credentials;

  public HoldOutsidePlace(OutsideSecrets outside, UnsettledCredentials credentials) {
    this.outside = outside;
    this.credentials = credentials;
  }

  /** The place that credentials are kept at, where it is not the one of the settings. */
  public Optional<Place> handle() {
    Optional<Place> ours = outside.place();
    Optional<Place> kept = ours.isPresent() ? ours.map(credentials::keptAt) : credentials.keptAt();
    return kept.filter(place -> !ours.equals(Optional.of(place)));
  }
}
