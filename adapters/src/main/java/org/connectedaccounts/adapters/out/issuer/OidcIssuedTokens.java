package org.connectedaccounts.adapters.out.issuer;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.IssuedTokens;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.TokenClaims;
import org.connectedaccounts.domain.workspace.TrustedIssuer;
import org.connectedaccounts.domain.workspace.TrustedIssuers;
import org.jspecify.annotations.Nullable;

/**
 * Checks tokens of the configured issuers with Quarkus' OIDC; nobody else's is looked at. Made at
 * its first use, since what authenticates is made before the settings can be read.
 */
@ApplicationScoped
class OidcIssuedTokens implements IssuedTokens {

  private final Map<String, IssuerKeys> issuers = new HashMap<>();
  private final InstantSource clock;

  OidcIssuedTokens(TrustedIssuers trusted, Egress egress, InstantSource clock) {
    this.clock = clock;
    var published = new PublishedKeys(egress);
    for (TrustedIssuer issuer : trusted.all()) {
      issuers.put(issuer.issuer(), new IssuerKeys(issuer, published, clock));
    }
  }

  /** So that the first token waits for nothing, and the log says what is wrong with a setting. */
  void ask(@Observes StartupEvent event) {
    issuers.values().forEach(keys -> Thread.ofVirtual().start(keys::askAhead));
  }

  @Override
  public Verified verify(Secret token) {
    CompactToken parts = CompactToken.parse(token.reveal()).orElseThrow(OidcIssuedTokens::refused);
    // Only the issuer that is looked up by it is believed, and checks that it is its own name.
    IssuerKeys keys = keysOf(parts.issuer()).orElseThrow(OidcIssuedTokens::refused);
    if (!parts.isAcceptable(keys.issuer().tokenType()) || isFromTomorrow(parts)) {
      throw refused();
    }
    TokenCheck check = checkWith(keys, parts.keyId());
    if (check == null || !check.passes(token)) {
      throw refused();
    }
    return new Verified(keys.issuer(), new TokenClaims(parts.claims()));
  }

  private Optional<IssuerKeys> keysOf(@Nullable Object issuer) {
    return issuer instanceof String name
        ? Optional.ofNullable(issuers.get(name))
        : Optional.empty();
  }

  /** Made at a time that is still to come; the other times are looked at with the signature. */
  private boolean isFromTomorrow(CompactToken parts) {
    return !(parts.claims().get("iat") instanceof Number made)
        || made.longValue() > clock.instant().plus(TokenCheck.LEEWAY).getEpochSecond();
  }

  private static @Nullable TokenCheck checkWith(IssuerKeys keys, @Nullable String keyId) {
    try {
      return keys.with(keyId);
    } catch (IssuerKeys.Away _) {
      throw Refusal.unavailable(
          Code.ISSUER_UNAVAILABLE,
          "The issuer of this token does not answer, so that nobody knows whether it is good; try"
              + " again shortly.",
          IssuerKeys.RETRY);
    }
  }

  /** Always the same: what is wrong with a token is for its issuer to know. */
  private static Refusal refused() {
    return Refusal.of(
        Code.UNAUTHENTICATED,
        "This token is not good here: an access token for this service, signed by an issuer that"
            + " its operator trusts, and not expired, is.");
  }
}
