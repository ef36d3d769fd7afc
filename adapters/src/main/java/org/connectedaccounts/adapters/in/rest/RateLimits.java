package org.connectedaccounts.adapters.in.rest;

import io.github.bucket4j.TimeMeter;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.connectedaccounts.adapters.in.rest.RateLimit.Standing;
import org.connectedaccounts.domain.workspace.Caller;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How much each key and each session may ask of this replica, and each subject of a trusted issuer:
 * a backend as much as a key, an end user as much as a session. Whoever is refused is told so
 * before anything of the request is read.
 */
@Singleton
class RateLimits {

  private static final String OPERATOR = "operator";

  private final Optional<RateLimit> keys;
  private final Optional<RateLimit> sessions;

  /**
   * @param requests of a key in a window; 0: as many as it likes
   * @param sessionRequests likewise of a session
   */
  RateLimits(
      @ConfigProperty(name = "connected-accounts.rate-limit.requests", defaultValue = "1000")
          int requests,
      @ConfigProperty(name = "connected-accounts.rate-limit.session-requests", defaultValue = "200")
          int sessionRequests,
      @ConfigProperty(name = "connected-accounts.rate-limit.window", defaultValue = "10S")
          Duration window) {
    this.keys = limit("key", requests, window);
    this.sessions = limit("session", sessionRequests, window);
  }

  private static Optional<RateLimit> limit(String name, int requests, Duration window) {
    return requests == 0
        ? Optional.empty()
        : Optional.of(new RateLimit(name, requests, window, TimeMeter.SYSTEM_NANOTIME));
  }

  /**
   * Counts a request, and tells the caller what is left.
   *
   * @throws TooManyRequests if nothing was
   */
  void count(Caller caller, HttpServerResponse response) {
    switch (caller) {
      case Caller.Operator _ -> count(keys, OPERATOR, response);
      case Caller.Backend backend -> count(keys, backend.key(), response);
      case Caller.SessionHolder holder -> count(sessions, holder.session(), response);
      case Caller.TrustedBackend backend -> count(keys, backend.subject(), response);
      case Caller.EndUser user -> count(sessions, user.subject(), response);
    }
  }

  private static void count(Optional<RateLimit> limited, Object who, HttpServerResponse response) {
    limited.ifPresent(
        limit -> {
          Standing standing = limit.take(who);
          response
              .putHeader("RateLimit-Policy", limit.policy())
              .putHeader("RateLimit", limit.told(standing));
          if (!standing.passes()) {
            throw new TooManyRequests(Duration.ofSeconds(standing.seconds()));
          }
        });
  }

  /** Stackless, since it comes in masses. */
  static final class TooManyRequests extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyRequests(Duration wait) {
      super("too many requests", null, false, false);
      this.wait = wait;
    }

    Duration waiting() {
      return wait;
    }
  }
}
