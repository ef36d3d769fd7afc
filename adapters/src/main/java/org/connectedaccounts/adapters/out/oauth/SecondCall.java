package org.connectedaccounts.adapters.out.oauth;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;

/** Between two token requests: what the second is shown, and what is left of the first's answer. */
final class SecondCall {

  private SecondCall() {}

  /** The endpoint with what the first answer brought among what is known. */
  static Endpoint knowing(Endpoint endpoint, Issued first) {
    Credential known = endpoint.known();
    Map<String, Token> tokens = new LinkedHashMap<>();
    first.tokens().forEach((name, token) -> tokens.put(name, new Token(token.value(), null)));
    Credential brought =
        known.withTokens(tokens, first.refreshToken()).withCaptures(first.captures());
    return new Endpoint(
        endpoint.app(), endpoint.method(), endpoint.trusted(), endpoint.client(), brought);
  }

  /** The second answer counts; the first fills in what it does not say. */
  static Issued merged(Issued first, Issued second) {
    Map<String, String> captures = new LinkedHashMap<>(first.captures());
    captures.putAll(second.captures());
    Set<String> foreign = new HashSet<>(first.foreignHosts());
    foreign.addAll(second.foreignHosts());
    return new Issued(
        second.tokens(),
        second.refreshToken() == null ? first.refreshToken() : second.refreshToken(),
        second.scopes() == null ? first.scopes() : second.scopes(),
        captures,
        foreign,
        second.identity() == null ? first.identity() : second.identity());
  }
}
