package org.connectedaccounts.adapters.in.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * So many requests in a window, for each caller: a bucket that fills all the time, so that what was
 * saved up may come at once. Told in the headers of draft-ietf-httpapi-ratelimit-headers-11.
 */
final class RateLimit {

  /** Whoever has been away longest is forgotten first, and begins with a full bucket. */
  private static final int MOST_KEPT = 100_000;

  private final String name;
  private final String policy;
  private final Duration pause;
  private final Bandwidth bandwidth;
  private final TimeMeter clock;
  private final Cache<Object, Bucket> buckets;

  /**
   * @param name of the policy, as the headers call it
   * @param requests above zero
   * @param window in which an empty bucket gets full
   */
  RateLimit(String name, int requests, Duration window, TimeMeter clock) {
    this.name = name;
    this.policy = "\"%s\";q=%d;w=%d".formatted(name, requests, seconds(window));
    this.pause = window.dividedBy(requests);
    this.bandwidth = Bandwidth.builder().capacity(requests).refillGreedy(requests, window).build();
    this.clock = clock;
    // One that was not asked for a whole window is full, as a new one is.
    this.buckets = Caffeine.newBuilder().expireAfterAccess(window).maximumSize(MOST_KEPT).build();
  }

  /**
   * How a caller stands after a request.
   *
   * @param passes whether the request had a place in the bucket
   * @param left how many more may come at once
   * @param seconds after how many there is another one at least; one or more
   */
  record Standing(boolean passes, long left, long seconds) {}

  Standing take(Object caller) {
    ConsumptionProbe probe = bucket(caller).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? new Standing(true, probe.getRemainingTokens(), seconds(pause))
        : new Standing(false, 0, seconds(Duration.ofNanos(probe.getNanosToWaitForRefill())));
  }

  /** As the header {@code RateLimit-Policy} tells it. */
  String policy() {
    return policy;
  }

  /** As the header {@code RateLimit} tells it. */
  String told(Standing standing) {
    return '"' + name + "\";r=" + standing.left() + ";t=" + standing.seconds();
  }

  private Bucket bucket(Object caller) {
    return buckets.get(
        caller, _ -> Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(clock).build());
  }

  /** Whole ones, never none. */
  private static long seconds(Duration time) {
    return Math.max(1, time.plusSeconds(1).minusNanos(1).toSeconds());
  }
}
