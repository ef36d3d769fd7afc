package org.connectedaccounts.adapters.out.issuer;

import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.JsonWebKeySet;
import io.quarkus.oidc.runtime.OidcProvider;
import java.time.Duration;
import java.util.List;
import org.connectedaccounts.adapters.out.issuer.PublishedKeys.KeySet;
import org.connectedaccounts.adapters.out.issuer.PublishedKeys.NotToBeHad;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.TrustedIssuer;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * What Quarkus' OIDC has to say of a token: signature, algorithm, issuer, audience and times. It is
 * given the keys, so that it fetches nothing by itself (ADR 29).
 */
final class TokenCheck {

  /** How far clocks may be apart. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  private final OidcProvider provider;

  private TokenCheck(OidcProvider provider) {
    this.provider = provider;
  }

  /**
   * @throws NotToBeHad if the keys are none
   */
  static TokenCheck of(TrustedIssuer issuer, KeySet keys) throws NotToBeHad {
    OidcTenantConfig tenant =
        OidcTenantConfig.authServerUrl(issuer.issuer())
            .tenantId(issuer.name())
            .token()
            .issuer(issuer.issuer())
            .audience(List.copyOf(issuer.audiences()))
            .lifespanGrace((int) LEEWAY.toSeconds())
            .issuedAtRequired()
            .subjectRequired()
            .end()
            .build();
    try {
      var set = new JsonWebKeySet(keys.json());
      return new TokenCheck(new OidcProvider(null, tenant, set, null, List.of()));
    } catch (OIDCException noKeys) {
      throw new NotToBeHad("its keys cannot be read");
    }
  }

  boolean passes(Secret token) {
    try {
      provider.verifyJwtToken(token.reveal(), true, true, null);
      return true;
    } catch (InvalidJwtException | RuntimeException refused) {
      // What the library did not foresee is no token either.
      return false;
    }
  }
}
