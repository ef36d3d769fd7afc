package org.connectedaccounts.adapters.in.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.Pkce;
import org.jspecify.annotations.Nullable;

/**
 * Codes and tokens, and what became of them. Refresh tokens count once: one that comes again was
 * copied, so its whole grant ends (RFC 9700, 4.14.2).
 */
final class Grants {

  static final Duration CODE_LIFE = Duration.ofSeconds(60);
  static final Duration ACCESS_LIFE = Duration.ofSeconds(60);

  /** What a person allowed. */
  record Grant(String id, DemoPerson person, List<String> scopes) {}

  /** What a client gets. */
  record Issued(Grant grant, String accessToken, String refreshToken) {}

  private record Code(
      AuthorizationRequest request, Grant grant, Instant expiresAt, boolean spent) {}

  private record Access(Grant grant, Instant expiresAt) {}

  private record Refresh(Grant grant, boolean spent) {}

  private final Map<String, Grant> live = new Recent<>();
  private final Map<String, Code> codes = new Recent<>();
  private final Map<String, Access> accessTokens = new Recent<>();
  private final Map<String, Refresh> refreshTokens = new Recent<>();
  private final Supplier<Secret> secrets;
  private final InstantSource clock;

  Grants(Supplier<Secret> secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** The code for a consent that a person just gave. */
  synchronized String allow(AuthorizationRequest request, DemoPerson person) {
    String code = next();
    var grant = new Grant(next(), person, request.scopes());
    codes.put(code, new Code(request, grant, clock.instant().plus(CODE_LIFE), false));
    return code;
  }

  /** Empty is {@code invalid_grant}; whatever was wrong, the code is spent. */
  synchronized Optional<Issued> redeem(
      @Nullable String code, @Nullable String redirectUri, @Nullable String verifier) {
    Code found = code == null ? null : codes.get(code);
    if (code == null || found == null) {
      return Optional.empty();
    }
    if (found.spent()) {
      // RFC 6749, 4.1.2: what was issued for a code that comes twice is revoked.
      live.remove(found.grant().id());
      return Optional.empty();
    }
    codes.put(code, new Code(found.request(), found.grant(), found.expiresAt(), true));
    boolean good =
        clock.instant().isBefore(found.expiresAt())
            && found.request().back().redirectUri().equals(redirectUri)
            && verifier != null
            && Pkce.challenge(Secret.of(verifier)).equals(found.request().codeChallenge());
    if (!good) {
      return Optional.empty();
    }
    live.put(found.grant().id(), found.grant());
    return Optional.of(issue(found.grant()));
  }

  /** Empty is {@code invalid_grant}. */
  synchronized Optional<Issued> refresh(@Nullable String token) {
    Refresh found = token == null ? null : refreshTokens.get(token);
    if (token == null || found == null || !live.containsKey(found.grant().id())) {
      return Optional.empty();
    }
    if (found.spent()) {
      live.remove(found.grant().id());
      return Optional.empty();
    }
    refreshTokens.put(token, new Refresh(found.grant(), true));
    return Optional.of(issue(found.grant()));
  }

  /** RFC 7009, 2.1: a refresh token takes its grant along, an access token only itself. */
  synchronized void revoke(@Nullable String token) {
    Refresh refresh = token == null ? null : refreshTokens.get(token);
    if (refresh != null) {
      live.remove(refresh.grant().id());
    } else if (token != null) {
      accessTokens.remove(token);
    }
  }

  /** The grant of an access token that lives. */
  synchronized Optional<Grant> find(String accessToken) {
    return Optional.ofNullable(accessTokens.get(accessToken))
        .filter(access -> clock.instant().isBefore(access.expiresAt()))
        .map(Access::grant)
        .filter(grant -> live.containsKey(grant.id()));
  }

  private Issued issue(Grant grant) {
    var issued = new Issued(grant, next(), next());
    accessTokens.put(issued.accessToken(), new Access(grant, clock.instant().plus(ACCESS_LIFE)));
    refreshTokens.put(issued.refreshToken(), new Refresh(grant, false));
    return issued;
  }

  private String next() {
    return secrets.get().reveal();
  }
}
