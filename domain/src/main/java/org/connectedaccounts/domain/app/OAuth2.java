package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/**
 * The authorization code grant (RFC 6749) with an OAuth client of the operator or the workspace.
 *
 * @param revocation null where the provider offers none that is known
 * @param choice null where nothing is left to ask after consent
 */
public record OAuth2(
    Consent consent,
    TokenEndpoint tokens,
    RefreshPolicy refresh,
    @Nullable Revocation revocation,
    GrantSharing grant,
    @Nullable Choice choice)
    implements AuthScheme {

  @Override
  public String type() {
    return "oauth2";
  }
}
