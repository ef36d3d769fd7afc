package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.TokenClaims;
import org.connectedaccounts.domain.workspace.TrustedIssuer;

/** Tokens that issuers sign whom the operator trusts. */
public interface IssuedTokens {

  /**
   * Whose token it is and what it says. It is signed with a key of the issuer that it names, for
   * this service, and good now.
   *
   * @throws org.connectedaccounts.domain.Refusal {@code UNAUTHENTICATED} if it is not; {@code
   *     ISSUER_UNAVAILABLE} if the issuer's keys cannot be had, so that nobody knows
   */
  Verified verify(Secret token);

  /** A token that is what it says. */
  record Verified(TrustedIssuer issuer, TokenClaims claims) {}
}
