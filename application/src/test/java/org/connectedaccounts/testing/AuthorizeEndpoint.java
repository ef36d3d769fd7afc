package org.connectedaccounts.testing;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** RFC 6749 section 4.1.1, without a page: the person consents, or not, at once. */
final class AuthorizeEndpoint {

  private final ProviderState state;
  private final String issuer;

  AuthorizeEndpoint(ProviderState state, String issuer) {
    this.state = state;
    this.issuer = issuer;
  }

  Reply answer(ReceivedRequest request) {
    String clientId = request.query("client_id").orElse("");
    String redirectUri = request.query("redirect_uri").orElse("");
    ProviderState.Client client = state.clients.get(clientId);
    if (client == null) {
      return Reply.html(400, "<h1>unknown client</h1>");
    }
    if (redirectUri.isEmpty() || !allows(client, redirectUri)) {
      // Never redirected: RFC 6749 section 4.1.2.1.
      return Reply.html(400, "<h1>redirect_uri is not registered</h1>");
    }
    AuthorizeAnswer scripted = state.takeAuthorizeAnswer();
    Optional<String> fault = fault(request);
    AuthorizeAnswer answer =
        fault.map(why -> AuthorizeAnswer.error("invalid_request", why)).orElse(scripted);
    String code = answer.isGranted() ? code(request, clientId, redirectUri) : null;
    String query = answer.query(code, request.query("state"), issuer);
    return Reply.redirect(
        302, URI.create(redirectUri + (redirectUri.contains("?") ? "&" : "?") + query));
  }

  private String code(ReceivedRequest request, String clientId, String redirectUri) {
    Map<String, String> bindings = new HashMap<>();
    bindings.put("redirect_uri", redirectUri);
    for (String name : List.of("code_challenge", "nonce")) {
      request.query(name).ifPresent(value -> bindings.put(name, value));
    }
    String scope = state.grantedScope.or(() -> request.query("scope")).orElse("");
    return state.mint(
        TokenLedger.Kind.CODE,
        new MintedToken.Grant(state.fresh("grant_"), clientId, state.person, scope),
        bindings);
  }

  private Optional<String> fault(ReceivedRequest request) {
    if (request.query().values().stream().anyMatch(values -> values.size() > 1)) {
      return Optional.of("a parameter came twice");
    }
    if (!request.query("response_type").equals(Optional.of("code"))) {
      return Optional.of("response_type is not code");
    }
    boolean challenged = request.query("code_challenge").isPresent();
    if (challenged && !request.query("code_challenge_method").equals(Optional.of("S256"))) {
      return Optional.of("code_challenge_method is not S256");
    }
    return state.pkceRequired && !challenged
        ? Optional.of("code_challenge is missing")
        : Optional.empty();
  }

  private static boolean allows(ProviderState.Client client, String redirectUri) {
    return client.redirectUris().isEmpty() || client.redirectUris().contains(redirectUri);
  }
}
