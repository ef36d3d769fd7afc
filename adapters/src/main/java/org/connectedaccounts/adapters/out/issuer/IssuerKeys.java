package org.connectedaccounts.adapters.out.issuer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import org.connectedaccounts.adapters.out.issuer.PublishedKeys.KeySet;
import org.connectedaccounts.adapters.out.issuer.PublishedKeys.NotToBeHad;
import org.connectedaccounts.domain.workspace.TrustedIssuer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One issuer's keys: fetched when a token needs them, again when they are old or a token names
 * another one, and never more often than an issuer can bear, whatever is sent to us.
 */
final class IssuerKeys {

  /** A key that the issuer withdrew is taken for this long at most, while the issuer answers. */
  static final Duration FRESH = Duration.ofMinutes(10);

  /** And for this long while it does not. */
  static final Duration USABLE = Duration.ofHours(24);

  /** Between two fetches, however many tokens name keys that there are not. */
  static final Duration PAUSE = Duration.ofSeconds(30);

  /** Likewise while there is none at all. */
  static final Duration RETRY = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

  private final TrustedIssuer issuer;
  private final PublishedKeys published;
  private final InstantSource clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile State state = new State(null, null, null);

  /**
   * What is known.
   *
   * @param keys null: there were none yet
   * @param fetchedAt when they were
   * @param triedAt when they were asked for last, in vain or not
   */
  private record State(
      @Nullable Keys keys, @Nullable Instant fetchedAt, @Nullable Instant triedAt) {

    boolean isOlderThan(Duration age, Instant now) {
      return fetchedAt == null || now.isAfter(fetchedAt.plus(age));
    }

    boolean mayTry(Duration pause, Instant now) {
      return triedAt == null || now.isAfter(triedAt.plus(pause));
    }

    boolean failedLast() {
      return triedAt != null && !triedAt.equals(fetchedAt);
    }
  }

  private record Keys(KeySet set, TokenCheck check) {

    boolean has(@Nullable String id) {
      return id == null || set.ids().contains(id);
    }
  }

  /** The issuer did not answer, and what it said before does not tell. */
  static final class Away extends Exception {

    private static final long serialVersionUID = 1L;

    Away() {
      super("away", null, false, false);
    }
  }

  IssuerKeys(TrustedIssuer issuer, PublishedKeys published, InstantSource clock) {
    this.issuer = issuer;
    this.published = published;
    this.clock = clock;
  }

  TrustedIssuer issuer() {
    return issuer;
  }

  /**
   * With the keys of the issuer as they are now.
   *
   * @param keyId which one the token names; null: none
   * @return null where the issuer has no such key
   */
  @Nullable TokenCheck with(@Nullable String keyId) throws Away {
    Instant now = clock.instant();
    State before = state;
    Keys keys = before.isOlderThan(USABLE, now) ? null : before.keys();
    if (keys == null) {
      keys = fetched(before, RETRY).keys();
      if (keys == null || state.isOlderThan(USABLE, clock.instant())) {
        throw new Away();
      }
    } else if (!keys.has(keyId)) {
      State after = fetched(before, PAUSE);
      if (after.failedLast()) {
        throw new Away();
      }
      keys = after.keys();
    } else if (before.isOlderThan(FRESH, now)
        && before.mayTry(PAUSE, now)
        && !fetching.isLocked()) {
      // One waits, and is told by what is published now; the others are not kept waiting meanwhile.
      keys = fetched(before, PAUSE).keys();
    }
    return keys != null && keys.has(keyId) ? keys.check() : null;
  }

  /** Before any token needs them. */
  void askAhead() {
    fetched(state, RETRY);
  }

  /** One fetches; who comes meanwhile waits and takes what there is then. */
  private State fetched(State before, Duration pause) {
    fetching.lock();
    try {
      if (state.equals(before) && state.mayTry(pause, clock.instant())) {
        state = fetch();
      }
      return state;
    } finally {
      fetching.unlock();
    }
  }

  private State fetch() {
    try {
      KeySet set = published.fetch(issuer);
      Keys keys = new Keys(set, TokenCheck.of(issuer, set));
      Instant now = clock.instant();
      return new State(keys, now, now);
    } catch (NotToBeHad no) {
      return inVain(String.valueOf(no.getMessage()));
    } catch (RuntimeException unforeseen) {
      // Whatever it is, the next token must not ask again at once.
      return inVain(unforeseen.getClass().getName());
    }
  }

  private State inVain(String why) {
    LOG.warnf(
        "The keys of the trusted issuer %s cannot be had: %s. Its tokens are %s.",
        issuer.name(),
        why,
        state.keys() == null ? "refused until they can" : "checked with those of before");
    return new State(state.keys(), state.fetchedAt(), clock.instant());
  }
}
