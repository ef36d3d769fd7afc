package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The authorization code grant (RFC 6749) with an OAuth client of the operator or the workspace.
 *
 * @param revocation null where the provider offers none that is known
 * @param choice null where nothing is left to ask after consent
 * @param registrationUrl where clients register themselves (RFC 7591); null: nowhere
 */
public record OAuth2(
    Consent consent,
    TokenEndpoint tokens,
    RefreshPolicy refresh,
    @Nullable Revocation revocation,
    GrantSharing grant,
    @Nullable Choice choice,
    @Nullable UrlTemplate registrationUrl)
    implements AuthScheme {

  public OAuth2 {
    if (registrationUrl != null && !registrationUrl.references().isEmpty()) {
      throw new InvalidDefinitionPart("registration_url", "is a URL without holes");
    }
  }

  public OAuth2(
      Consent consent,
      TokenEndpoint tokens,
      RefreshPolicy refresh,
      @Nullable Revocation revocation,
      GrantSharing grant,
      @Nullable Choice choice) {
    this(consent, tokens, refresh, revocation, grant, choice, null);
  }

  @Override
  public Map<String, SigningAlgorithm> signingKeys() {
    return tokens.signingKeys();
  }

  @Override
  public String type() {
    return "oauth2";
  }
}
