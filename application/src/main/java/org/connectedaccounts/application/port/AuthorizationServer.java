package org.connectedaccounts.application.port;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.credential.Credential;
import org.jspecify.annotations.Nullable;

/**
 * Token and revocation endpoints (RFC 6749, RFC 7009), each app with its quirks. One request on the
 * wire a call; a second one only where the provider did not know the client by its new secret.
 */
public interface AuthorizationServer {

  /**
   * Where and as whom.
   *
   * @param trusted whether the definition is the operator's, so that its fixed endpoints can be
   *     taken at their word
   * @param known fields and captures that endpoints may be made of
   */
  record Endpoint(
      AppDefinition app,
      AuthMethod method,
      boolean trusted,
      ClientAuthentication client,
      Credential known) {

    public Endpoint as(ClientAuthentication other) {
      return new Endpoint(app, method, trusted, other, known);
    }
  }

  /**
   * RFC 6749, 2.3.1.
   *
   * @param secret null for a public client
   * @param former the secret before; tried where the provider does not know the client by the new
   */
  record ClientAuthentication(String clientId, @Nullable Secret secret, @Nullable Secret former) {

    /** Where the request is of the provider's own making and knows no client. */
    public static final ClientAuthentication NONE = new ClientAuthentication("", null);

    public ClientAuthentication(String clientId, @Nullable Secret secret) {
      this(clientId, secret, null);
    }
  }

  /** RFC 6749, 4.1.3. */
  TokenAnswer exchangeCode(
      Endpoint endpoint, Secret code, String redirectUri, @Nullable Secret codeVerifier);

  /**
   * How a call is sent.
   *
   * @param deadline for the whole exchange
   * @param allowed asked just before the first byte, by a thread that may wait; false: nothing is
   *     sent
   */
  record Sending(Duration deadline, BooleanSupplier allowed) {

    public static Sending within(Duration deadline) {
      return new Sending(deadline, () -> true);
    }
  }

  /** RFC 6749, 6. */
  TokenAnswer refresh(Endpoint endpoint, Secret refreshToken, List<String> scopes, Sending sending);

  /**
   * RFC 6749, 4.4, where the client's id and secret are what the user typed; or the app's own way
   * to exchange what was typed for a token.
   */
  TokenAnswer clientCredentials(Endpoint endpoint, List<String> scopes);

  /**
   * RFC 7009, or the app's own call.
   *
   * @param allowed asked just before the first byte, by a thread that may wait; false: nothing is
   *     sent
   */
  RevocationAnswer revoke(Endpoint endpoint, BooleanSupplier allowed);

  /** What became of a token request. */
  sealed interface TokenAnswer {}

  /**
   * Tokens, read as the definition says.
   *
   * @param scopes as granted; null if the answer did not say
   * @param captures but for the following
   * @param foreignHosts the captures whose value names a host that they may not name
   * @param identity where the token answer or its id_token tells it
   */
  record Issued(
      Map<String, IssuedToken> tokens,
      @Nullable Secret refreshToken,
      @Nullable List<String> scopes,
      Map<String, String> captures,
      Set<String> foreignHosts,
      @Nullable Identity identity)
      implements TokenAnswer {

    public Issued(
        Map<String, IssuedToken> tokens,
        @Nullable Secret refreshToken,
        @Nullable List<String> scopes,
        Map<String, String> captures,
        @Nullable Identity identity) {
      this(tokens, refreshToken, scopes, captures, Set.of(), identity);
    }
  }

  /**
   * @param lifetime from the moment of the request; null if neither answer nor definition knows one
   */
  record IssuedToken(Secret value, @Nullable Duration lifetime) {}

  /** The provider said no, with an error of RFC 6749, 5.2 or its own. */
  record Refused(int status, String error, @Nullable String description) implements TokenAnswer {}

  /** Too many requests, an endpoint that is away, or an announced pause. */
  record Throttled(@Nullable Duration retryAfter) implements TokenAnswer {}

  /** No byte left, or the destination is not allowed. */
  record NotSent(Egress.Cause cause) implements TokenAnswer {}

  /**
   * It may have happened: no answer, a broken one, another 5xx, or a 2xx without a token.
   *
   * @param pause for how long the provider asks to be left alone, if it does
   */
  record Unknown(@Nullable Integer status, String reason, @Nullable Duration pause)
      implements TokenAnswer {

    public Unknown(@Nullable Integer status, String reason) {
      this(status, reason, null);
    }
  }

  /**
   * What became of a revocation.
   *
   * @param status of HTTP; null: there was no answer
   * @param error of RFC 6749, 5.2 or the provider's own, if it named one
   * @param pause for how long the provider asks to be left alone, if it does
   */
  record RevocationAnswer(
      Revoked revoked, @Nullable Integer status, @Nullable String error, @Nullable Duration pause) {

    /** Whether the token is of no use any more. */
    public enum Revoked {
      YES,
      /** There is nothing to ask, or nothing to ask with. */
      NOT_SUPPORTED,
      /** The provider said no. */
      REFUSED,
      /** Too many requests, or an announced pause. */
      THROTTLED,
      /** No answer, or a fault of the provider's. */
      UNAVAILABLE,
      /** The address is not allowed, or cannot be made of what is known. */
      DESTINATION_REFUSED
    }

    public static final RevocationAnswer REVOKED = of(Revoked.YES);
    public static final RevocationAnswer NOT_SUPPORTED = of(Revoked.NOT_SUPPORTED);
    public static final RevocationAnswer UNAVAILABLE = of(Revoked.UNAVAILABLE);

    public static RevocationAnswer of(Revoked revoked) {
      return new RevocationAnswer(revoked, null, null, null);
    }
  }
}
