package org.connectedaccounts.application.revocation;

import java.time.Duration;
import java.time.Instant;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.jspecify.annotations.Nullable;

/**
 * How many calls this replica makes to one OAuth client's provider at once: fewer where it asks to
 * be left alone, one in a while where it does not work, and more again once it does.
 */
final class LanePace {

  private static final Duration SHORT_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A provider where nothing has worked for so long is given up. */
  static final Duration HOPELESS = Duration.ofHours(1);

  /** Longer than any pause: what was so before says nothing of now. */
  private static final Duration STALE = Duration.ofMinutes(45);

  private final int most;
  private int allowed;
  private int running;
  private int successes;
  private int failures;
  private Instant lastTried = Instant.MIN;
  private Instant restsUntil = Instant.MIN;
  private boolean resting;
  private @Nullable Instant failingSince;
  private Why last = Why.NOTHING;

  LanePace(int most) {
    this.most = most;
    this.allowed = most;
  }

  /** How many workers may begin now; they count as running. */
  synchronized int begin(Instant now) {
    if (running == 0 && isStale(now)) {
      forget();
    }
    resting = now.isBefore(restsUntil);
    int more = resting ? 0 : Math.max(0, allowed - running);
    running += more;
    lastTried = more > 0 ? now : lastTried;
    return more;
  }

  /** Whether nobody more could begin now. */
  synchronized boolean isFull(Instant now) {
    return now.isBefore(restsUntil) || running >= allowed;
  }

  /** Whether a worker that runs goes on; it has ended if not. */
  synchronized boolean goesOn(Instant now) {
    resting = now.isBefore(restsUntil);
    boolean goesOn = running <= allowed && !resting;
    running -= goesOn ? 0 : 1;
    return goesOn;
  }

  synchronized void ended() {
    running--;
  }

  /** The provider answered for good, with whatever. */
  synchronized void answered() {
    failingSince = null;
    failures = 0;
    successes++;
    if (successes >= 2 * allowed && allowed < most) {
      allowed++;
      successes = 0;
    }
  }

  synchronized void throttled(Instant now, Duration pause, Why why) {
    allowed = Math.max(1, allowed / 2);
    rest(now, pause, why);
  }

  /** A single fault says nothing of others; as many as are under way at once do. */
  synchronized void failed(Instant now, Why why) {
    failures++;
    if (failures < most) {
      rest(now, Duration.ZERO, why);
      return;
    }
    allowed = 1;
    Duration pause = SHORT_PAUSE.multipliedBy(1L << Math.min(failures - most, 10));
    rest(now, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, why);
  }

  private void rest(Instant now, Duration pause, Why why) {
    successes = 0;
    last = why;
    lastTried = now;
    failingSince = failingSince == null ? now : failingSince;
    pause(now, pause);
  }

  /** For what is no fault of the provider's. */
  synchronized void pause(Instant now, Duration pause) {
    Instant until = now.plus(pause);
    restsUntil = until.isAfter(restsUntil) ? until : restsUntil;
    resting = pause.isPositive() || resting;
  }

  /** Whether a pause has begun that nobody has seen the end of. */
  synchronized boolean rests() {
    return resting;
  }

  /** What to say of all that waits, if it is given up now; the next begins anew. */
  synchronized @Nullable Why givesUp(Instant now) {
    if (failingSince == null || isStale(now) || failingSince.plus(HOPELESS).isAfter(now)) {
      return null;
    }
    Why why = last;
    forget();
    return why;
  }

  private boolean isStale(Instant now) {
    return lastTried.isBefore(now.minus(STALE));
  }

  private void forget() {
    allowed = most;
    successes = 0;
    failures = 0;
    failingSince = null;
    restsUntil = Instant.MIN;
    resting = false;
    last = Why.NOTHING;
  }
}
