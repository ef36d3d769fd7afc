package org.connectedaccounts.application.workspace;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Holder;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Tells from a bearer token who is calling. A token with a bad checksum costs no query. */
public final class Authenticate {

  /** A revoked key stops working everywhere within this time. */
  static final Duration CACHED_FOR = Duration.ofSeconds(5);

  private static final Duration RENEWED_BEFORE = Duration.ofSeconds(2);
  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);
  private static final int MOST_CACHED = 10_000;

  private final ApiKeys keys;
  private final ConnectSessions sessions;
  private final Fingerprints fingerprints;
  private final Secret operatorKey;
  private final TrustedCallers trusted;
  private final InstantSource clock;
  private final Map<String, Known> cache = new ConcurrentHashMap<>();

  public Authenticate(
      ApiKeys keys,
      ConnectSessions sessions,
      Fingerprints fingerprints,
      Secret operatorKey,
      TrustedCallers trusted,
      InstantSource clock) {
    this.keys = keys;
    this.sessions = sessions;
    this.fingerprints = fingerprints;
    this.operatorKey = operatorKey;
    this.trusted = trusted;
    this.clock = clock;
  }

  /**
   * @param token what the caller sent as bearer, if anything
   * @param acting the workspace that an operator's request names
   */
  public record Command(@Nullable Secret token, @Nullable WorkspaceId acting) {}

  public Caller handle(Command command) {
    Secret token = command.token();
    if (token != null && BearerToken.isSignedElsewhere(token)) {
      return trusted.of(token);
    }
    if (token == null || !BearerToken.isWellFormed(token)) {
      throw unauthenticated();
    }
    return switch (BearerToken.prefixOf(token)) {
      case BearerToken.OPERATOR_PREFIX -> operator(token, command.acting());
      case BearerToken.WORKSPACE_PREFIX -> backend(token);
      case BearerToken.SESSION_PREFIX ->
          holder(sessions.findByToken(fingerprints.of(Purpose.SESSION_TOKEN, token)), false);
      case BearerToken.PAGE_PREFIX ->
          holder(sessions.findByPage(fingerprints.of(Purpose.PAGE_TOKEN, token)), true);
      default -> throw unauthenticated();
    };
  }

  private Caller operator(Secret token, @Nullable WorkspaceId acting) {
    if (!token.equals(operatorKey)) {
      throw unauthenticated();
    }
    return new Caller.Operator(acting);
  }

  private Caller backend(Secret token) {
    Instant now = clock.instant();
    String fingerprint = fingerprints.of(Purpose.API_KEY, token);
    Known known = cache.get(fingerprint);
    if (known == null || now.isAfter(known.until())) {
      known = looked(fingerprint, now);
    } else if (now.isAfter(known.renewFrom())
        && cache.replace(fingerprint, known, known.beingRenewed())) {
      // Of many that come while it still counts one asks the store, and nobody waits for it.
      known = fresh(fingerprint, now);
      cache.put(fingerprint, known);
    }
    return known.caller().orElseThrow(Authenticate::unauthenticated);
  }

  /** One of those who come at the same time asks the store; the others wait for its answer. */
  private Known looked(String fingerprint, Instant now) {
    if (cache.size() >= MOST_CACHED) {
      cache.clear();
    }
    return cache.compute(
        fingerprint,
        (_, known) ->
            known != null && now.isBefore(known.until()) ? known : fresh(fingerprint, now));
  }

  private Known fresh(String fingerprint, Instant now) {
    Instant until = now.plus(CACHED_FOR);
    return new Known(look(fingerprint, now), until.minus(RENEWED_BEFORE), until);
  }

  private Optional<Caller> look(String fingerprint, Instant now) {
    return keys.findByFingerprint(fingerprint)
        .filter(key -> key.isLiveAt(now))
        .map(key -> noted(key, now))
        .map(key -> new Caller.Backend(key.workspace(), key.id(), key.scopes(), key.limits()));
  }

  /** Once a minute: what reads credentials must not wait for a write. */
  private ApiKey noted(ApiKey key, Instant now) {
    Instant last = key.lastUsedAt();
    if (last == null || last.isBefore(now.minus(USE_NOTED_EVERY))) {
      keys.used(key.workspace(), key.id());
    }
    return key;
  }

  private static Caller holder(Optional<Holder> found, boolean page) {
    return found
        .map(holder -> new Caller.SessionHolder(holder.workspace(), holder.session(), page))
        .orElseThrow(Authenticate::unauthenticated);
  }

  private static Refusal unauthenticated() {
    return Refusal.of(
        Code.UNAUTHENTICATED,
        "Send a valid key in the header Authorization: Bearer …; this one is missing, unknown or"
            + " expired.");
  }

  /**
   * What the store said of a key.
   *
   * @param renewFrom when it is asked again
   * @param until when it counts no longer
   */
  private record Known(Optional<Caller> caller, Instant renewFrom, Instant until) {

    Known beingRenewed() {
      return new Known(caller, until, until);
    }
  }
}
