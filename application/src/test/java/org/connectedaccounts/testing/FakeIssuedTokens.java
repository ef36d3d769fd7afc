package org.connectedaccounts.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.application.port.IssuedTokens;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.TokenClaims;
import org.connectedaccounts.domain.workspace.TokenMeaning;
import org.connectedaccounts.domain.workspace.TrustedIssuer;

/** Tokens that a test says are good. */
public final class FakeIssuedTokens implements IssuedTokens {

  private final Map<String, Verified> good = new LinkedHashMap<>();

  /** A token of the issuer {@code login}, with these claims and that meaning. */
  public Secret issue(TokenMeaning meaning, Map<String, ?> claims) {
    var issuer =
        new TrustedIssuer("login", "https://login.example", Set.of("ca"), null, null, meaning);
    String token = "head.body" + good.size() + ".signature";
    good.put(token, new Verified(issuer, new TokenClaims(claims)));
    return Secret.of(token);
  }

  @Override
  public Verified verify(Secret token) {
    return Optional.ofNullable(good.get(token.reveal()))
        .orElseThrow(() -> Refusal.of(Code.UNAUTHENTICATED, "This token is not good here."));
  }
}
