package org.connectedaccounts.adapters.in.web;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionId;

/**
 * Knows the browser again that redeemed a session's link: after a reload, and when it is back from
 * the provider. Each session has one of its own, so that two tabs do not take turns; scripts do not
 * see it, and no other site of the same domain can set it.
 */
final class PageCookie {

  private static final String PREFIX = "__Host-connect-";

  private PageCookie() {}

  static Optional<Secret> of(SessionId session, Map<String, Cookie> cookies) {
    return Optional.ofNullable(cookies.get(name(session)))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty())
        .map(Secret::of);
  }

  static NewCookie keeping(Secret token, SessionId session, Instant now, Instant until) {
    return new NewCookie.Builder(name(session))
        .value(token.reveal())
        .path("/")
        .secure(true)
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge((int) Math.max(1, Duration.between(now, until).toSeconds()))
        .build();
  }

  private static String name(SessionId session) {
    return PREFIX + session.text();
  }
}
