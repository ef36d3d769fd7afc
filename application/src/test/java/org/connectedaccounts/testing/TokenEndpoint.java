package org.connectedaccounts.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.testing.TokenLedger.Kind;

/** The grants of RFC 6749: authorization code with PKCE, refresh token, client credentials. */
final class TokenEndpoint {

  private final ProviderState state;
  private final IdTokens idTokens;

  TokenEndpoint(ProviderState state, IdTokens idTokens) {
    this.state = state;
    this.idTokens = idTokens;
  }

  // One refresh at a time: two racing spends of one token must have one winner.
  synchronized Reply answer(ReceivedRequest request) {
    String grantType = request.form("grant_type").orElse("");
    TokenAnswer shape = state.answerTo(grantType);
    if (!request.method().equals("POST")) {
      return Reply.status(405);
    }
    Optional<String> client = ClientCheck.authenticate(request, state);
    if (client.isEmpty()) {
      Reply refusal = shape.refusal(401, "invalid_client", "client authentication failed");
      return request.basic().isPresent()
          ? refusal.header("WWW-Authenticate", "Basic realm=\"scripted\"")
          : refusal;
    }
    if (request.form().values().stream().anyMatch(values -> values.size() > 1)) {
      return shape.refusal(400, "invalid_request", "a parameter came twice");
    }
    return switch (grantType) {
      case "authorization_code" -> byCode(request, client.get(), shape);
      case "refresh_token" -> byRefreshToken(request, client.get(), shape);
      case "client_credentials" -> {
        Person itself = new Person(client.get(), client.get(), "");
        MintedToken.Grant grant =
            new MintedToken.Grant(
                state.fresh("grant_"), client.get(), itself, request.form("scope").orElse(""));
        yield issue(grant, Optional.empty(), Map.of(), shape);
      }
      default -> shape.refusal(400, "unsupported_grant_type", "grant_type is " + grantType);
    };
  }

  private Reply byCode(ReceivedRequest request, String clientId, TokenAnswer shape) {
    String value = request.form("code").orElse("");
    Instant now = state.now();
    Optional<MintedToken> known = state.ledger.present(Kind.CODE, value, now);
    if (known.isEmpty() || !known.get().grant().clientId().equals(clientId)) {
      return invalidGrant(Kind.CODE, value, shape, "no such code");
    }
    MintedToken code = known.get();
    if (code.isExpired(now)) {
      return invalidGrant(Kind.CODE, value, shape, "the code has expired");
    }
    if (!request.form("redirect_uri").equals(code.binding("redirect_uri"))) {
      return invalidGrant(Kind.CODE, value, shape, "redirect_uri is another one");
    }
    if (!verifies(request.form("code_verifier"), code.binding("code_challenge"))) {
      return invalidGrant(Kind.CODE, value, shape, "code_verifier does not match");
    }
    if (!state.ledger.consume(code, now)) {
      // RFC 6749 section 4.1.2: a code that comes twice takes its tokens down.
      state.ledger.revokeWhere(token -> token.grantId().equals(code.grantId()), now);
      return invalidGrant(Kind.CODE, value, shape, "the code was used before");
    }
    Map<String, String> nonce =
        code.binding("nonce").map(given -> Map.of("nonce", given)).orElse(Map.of());
    String refreshToken = state.mint(Kind.REFRESH, code.grant(), Map.of());
    return issue(code.grant(), Optional.of(refreshToken), nonce, shape);
  }

  private Reply byRefreshToken(ReceivedRequest request, String clientId, TokenAnswer shape) {
    String value = request.form("refresh_token").orElse("");
    Instant now = state.now();
    Optional<MintedToken> known = state.ledger.present(Kind.REFRESH, value, now);
    if (known.isEmpty() || !known.get().grant().clientId().equals(clientId)) {
      return invalidGrant(Kind.REFRESH, value, shape, "no such refresh token");
    }
    MintedToken token = known.get();
    RefreshBehaviour behaviour = state.refreshBehaviour;
    boolean lateButTaken =
        behaviour == RefreshBehaviour.GRACE && token.isConsumedWithin(state.grace, now);
    if (!token.isUsable() && !lateButTaken) {
      if (behaviour == RefreshBehaviour.FAMILY && token.isConsumed()) {
        state.ledger.revokeWhere(other -> other.grantId().equals(token.grantId()), now);
      }
      // A used one may have been revoked as well, so it is not said which.
      String why = token.isConsumed() ? "used or revoked" : "revoked";
      return invalidGrant(Kind.REFRESH, value, shape, "the refresh token was " + why);
    }
    if (token.isExpired(now)) {
      return invalidGrant(Kind.REFRESH, value, shape, "the refresh token has expired");
    }
    if (!behaviour.rotates()) {
      Optional<String> back =
          behaviour == RefreshBehaviour.NONROT ? Optional.of(value) : Optional.empty();
      return issue(token.grant(), back, Map.of(), shape);
    }
    if (!lateButTaken) {
      state.ledger.consume(token, now);
    }
    String successor = state.mint(Kind.REFRESH, token.grant(), Map.of());
    return issue(token.grant(), Optional.of(successor), Map.of(), shape);
  }

  private Reply issue(
      MintedToken.Grant grant,
      Optional<String> refreshToken,
      Map<String, String> claims,
      TokenAnswer shape) {
    String accessToken = state.mint(Kind.ACCESS, grant, Map.of());
    Optional<String> userToken =
        shape.wantsUserToken()
            ? Optional.of(state.mint(Kind.ACCESS, grant, Map.of()))
            : Optional.empty();
    return shape.success(
        new TokenAnswer.Issued(
            accessToken,
            refreshToken,
            userToken,
            idTokens.of(grant, claims),
            grant,
            state.accessLife));
  }

  private Reply invalidGrant(Kind kind, String value, TokenAnswer shape, String why) {
    state.ledger.refuse(kind, value, state.now());
    return shape.refusal(400, "invalid_grant", why);
  }

  private static boolean verifies(Optional<String> verifier, Optional<String> challenge) {
    if (challenge.isEmpty()) {
      return verifier.isEmpty();
    }
    return verifier.map(TokenEndpoint::s256).equals(challenge);
  }

  private static String s256(String verifier) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
