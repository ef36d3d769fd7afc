package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.refresh.Result.Dead;
import org.connectedaccounts.application.refresh.Result.Gone;
import org.connectedaccounts.application.refresh.Result.Later;
import org.connectedaccounts.application.refresh.Result.Refreshed;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.event.Event;

/** What the store says of an account where no provider was asked. */
public final class AccountReading {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final ConnectedAccounts accounts;
  private final StatusChange change;
  private final StoreClock clock;

  public AccountReading(ConnectedAccounts accounts, StatusChange change, StoreClock clock) {
    this.accounts = accounts;
    this.change = change;
    this.clock = clock;
  }

  /** As it stands now, after others had to do with it. */
  Result again(ConnectedAccount before) {
    Optional<WithCredential> found = accounts.findWithCredential(before.workspace(), before.id());
    if (found.isEmpty()) {
      return new Gone();
    }
    ConnectedAccount account = found.get().account();
    if (!account.status().isUsable()) {
      return new Dead(account);
    }
    return account.generation() == before.generation()
        ? notNow(found.get())
        : new Refreshed(found.get());
  }

  private static Result notNow(WithCredential found) {
    ConnectedAccount account = found.account();
    Instant until = account.times().upkeep().notBefore();
    Duration left =
        account.times().rests(found.now()) && until != null
            ? Duration.between(found.now(), until)
            : SOON;
    return new Later(
        Objects.requireNonNullElse(account.status().reason(), Reason.PROVIDER_DOWN), left);
  }

  /** Only a person can get a new token; while the old one lives, nobody is bothered. */
  Result withoutRefreshToken(WithCredential found) {
    if (Freshness.isAlive(found)) {
      return new Later(Reason.NO_REFRESH_TOKEN, SOON);
    }
    ConnectedAccount account = found.account();
    var status = AccountStatus.reauthorizationRequired(Reason.NO_REFRESH_TOKEN, null, clock.now());
    return change.mark(account, status, Event.Type.REAUTHORIZATION_REQUIRED)
        ? new Dead(account.withStatus(status))
        : again(account);
  }

  /** Whoever sent the request is silent; until it is settled nobody knows whether it worked. */
  void waitsForOutcome(ConnectedAccount account) {
    if (account.status().state() == AccountStatus.State.ACTIVE) {
      change.mark(
          account,
          AccountStatus.degraded(Reason.AMBIGUOUS_ROTATION, clock.now()),
          Event.Type.DEGRADED);
    }
  }
}
