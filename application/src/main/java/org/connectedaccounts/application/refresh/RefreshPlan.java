package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.RefreshSchedule;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.OAuth2;
import org.jspecify.annotations.Nullable;

/** Plans when an account is seen to next. */
public final class RefreshPlan {

  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(10);

  private final Freshness freshness;
  private final DoubleSupplier jitter;

  /**
   * @param jitter from 0 to 1
   */
  public RefreshPlan(Freshness freshness, DoubleSupplier jitter) {
    this.freshness = freshness;
    this.jitter = jitter;
  }

  /**
   * After a grant or a refresh that worked. Only grants with a refresh token are seen to ahead of
   * need: nothing else is lost by waiting.
   *
   * @param refreshable whether there is a refresh token
   */
  public Times afterSuccess(
      Times times,
      Instant now,
      AuthScheme scheme,
      boolean refreshable,
      @Nullable Instant idleDeadline) {
    Instant due =
        refreshable && scheme instanceof OAuth2
            ? RefreshSchedule.next(
                times, now, freshness.margin(scheme), idleDeadline, jitter.getAsDouble())
            : null;
    return times.withUpkeep(new Upkeep(due, null));
  }

  /** After one that did not: the longer it lasts, the longer the provider is left alone. */
  Upkeep afterTrouble(ConnectedAccount account, Instant now) {
    return rest(account, now, usualRest(account, now));
  }

  /** The same, but at least so long. */
  Upkeep afterTrouble(ConnectedAccount account, Instant now, Duration least) {
    Duration usual = usualRest(account, now);
    return rest(account, now, usual.compareTo(least) < 0 ? least : usual);
  }

  private static Duration usualRest(ConnectedAccount account, Instant now) {
    AccountStatus status = account.status();
    Duration lasting =
        status.state() == AccountStatus.State.DEGRADED
            ? Duration.between(status.since(), now)
            : Duration.ZERO;
    return within(lasting.dividedBy(2));
  }

  /**
   * After an answer that was lost, and that may have replaced a token which works for a while yet:
   * the next try is the first of all, or that while would be over behind a backlog. Once, so that a
   * provider that answers nothing does not keep the others waiting. Nor does a rest count that
   * comes of trouble before: the while began with the first answer that was lost.
   *
   * @param lostBefore how many answers to the same token were lost before
   */
  Upkeep afterLoss(ConnectedAccount account, Instant now, int lostBefore) {
    Duration sinceFirst = within(FIRST_REST.multipliedBy(1L << Math.min(lostBefore, 10)));
    Duration usual = usualRest(account, now);
    Upkeep upkeep = rest(account, now, sinceFirst.compareTo(usual) < 0 ? sinceFirst : usual);
    return lostBefore == 0 ? upkeep.first() : upkeep;
  }

  Upkeep rest(ConnectedAccount account, Instant now, Duration rest) {
    Instant notBefore = now.plus(rest);
    boolean seenTo = account.origin().client() != null;
    long spread = (long) (rest.toMillis() * jitter.getAsDouble() / 4);
    return new Upkeep(seenTo ? notBefore.plusMillis(spread) : null, notBefore);
  }

  private static Duration within(Duration rest) {
    if (rest.compareTo(FIRST_REST) < 0) {
      return FIRST_REST;
    }
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }
}
