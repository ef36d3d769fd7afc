package org.connectedaccounts.credentials;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.connectedaccounts.credentials.Lifetimes.Kept;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one account, and the one call about it that may be under way. Nothing waits in
 * here: its lock is held for a few instructions, never during a call.
 */
final class Slot {

  /** A credential that is rejected this soon after a re-vend would not be helped by another one. */
  static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(10);

  /** How long a service that did not answer is left alone while there is something to serve. */
  static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

  /** However long the service asks to wait, a reconnected account works again after this. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final long NONE = -1;

  private final Lifetimes lifetimes;
  private final InstantSource clock;
  private @Nullable Kept kept;
  private @Nullable Flight flight;
  private @Nullable Pause pause;
  private long rejected = NONE;
  private Instant renewedAt = Instant.MIN;

  Slot(Lifetimes lifetimes, InstantSource clock) {
    this.lifetimes = lifetimes;
    this.clock = clock;
  }

  /** A call under way, because of that version or because of none. */
  private record Flight(long rejected, CompletableFuture<Credential> landing) {}

  /** A credential, or why there is none. */
  private record Outcome(@Nullable Credential credential, @Nullable CredentialException why) {

    CompletableFuture<Credential> settle(CompletableFuture<Credential> future) {
      if (credential != null) {
        future.complete(credential);
      } else {
        future.completeExceptionally(Objects.requireNonNull(why));
      }
      return future;
    }
  }

  /** The service is left alone until then. */
  private record Pause(Instant until, CredentialException why) {}

  /**
   * @param call asks the service; with the version that was rejected, if one was. Fails with a
   *     {@link CredentialException} only
   * @return of the caller's own, so that cancelling it is nobody else's matter
   */
  CompletableFuture<Credential> ask(Function<OptionalLong, CompletableFuture<Credential>> call) {
    Flight mine;
    synchronized (this) {
      Instant now = clock.instant();
      if (kept != null && isUnquestioned() && now.isBefore(kept.freshUntil())) {
        return CompletableFuture.completedFuture(kept.credential());
      }
      if (pause != null && now.isBefore(pause.until())) {
        return meanwhile(pause.why().again(Duration.between(now, pause.until())), now)
            .settle(new CompletableFuture<>());
      }
      if (flight != null) {
        return flight.landing().copy();
      }
      mine = new Flight(rejected, new CompletableFuture<>());
      flight = mine;
    }
    OptionalLong refused =
        mine.rejected() == NONE ? OptionalLong.empty() : OptionalLong.of(mine.rejected());
    var unused = call.apply(refused).whenComplete((vended, failure) -> land(mine, vended, failure));
    return mine.landing().copy();
  }

  /** That version does not work at the app: the next one who asks gets another. */
  synchronized void reject(long version) {
    boolean isReplaced = kept != null && kept.credential().version() > version;
    boolean isRenewed = clock.instant().isBefore(renewedAt.plus(BETWEEN_RENEWALS));
    if (!isReplaced && !isRenewed) {
      rejected = Math.max(rejected, version);
      pause = null;
    }
  }

  private void land(Flight landed, @Nullable Credential vended, Throwable failure) {
    Outcome outcome;
    synchronized (this) {
      flight = null;
      outcome = vended == null ? failed((CredentialException) failure) : keep(landed, vended);
    }
    var unused = outcome.settle(landed.landing());
  }

  private Outcome keep(Flight landed, Credential vended) {
    Instant now = clock.instant();
    kept = lifetimes.kept(vended, now);
    pause = null;
    if (landed.rejected() != NONE) {
      renewedAt = now;
    }
    // A version that was rejected while a plain read brought it is still to be replaced.
    if (landed.rejected() == rejected || vended.version() > rejected) {
      rejected = NONE;
    }
    return new Outcome(vended, null);
  }

  private Outcome failed(CredentialException why) {
    Instant now = clock.instant();
    if (!why.isTransient()) {
      kept = null;
      rejected = NONE;
      return new Outcome(null, why);
    }
    pause = pause(why, now);
    return meanwhile(why, now);
  }

  /** As long as the service asks for; else a moment, where there is something to serve. */
  private @Nullable Pause pause(CredentialException why, Instant now) {
    if (why.retryAfter().isPresent()) {
      Duration wait = why.retryAfter().get();
      return new Pause(now.plus(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE), why);
    }
    if (kept == null || !isUsable(kept, now)) {
      return null;
    }
    Instant next = now.plus(BETWEEN_TRIES);
    return new Pause(next.isBefore(kept.usableUntil()) ? next : kept.usableUntil(), why);
  }

  /** While the service does not answer. */
  private Outcome meanwhile(CredentialException why, Instant now) {
    return kept != null && isUsable(kept, now)
        ? new Outcome(kept.credential(), null)
        : new Outcome(null, why);
  }

  private boolean isUsable(Kept known, Instant now) {
    return isUnquestioned() && now.isBefore(known.usableUntil());
  }

  private boolean isUnquestioned() {
    return rejected == NONE;
  }
}
