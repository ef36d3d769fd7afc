package org.connectedaccounts.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.refresh.AccountReading;
import org.connectedaccounts.application.refresh.CredentialRefresh;
import org.connectedaccounts.application.refresh.Exchanges;
import org.connectedaccounts.application.refresh.Freshness;
import org.connectedaccounts.application.refresh.GrantRefusal;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.application.refresh.Preparation;
import org.connectedaccounts.application.refresh.RecentClients;
import org.connectedaccounts.application.refresh.RefreshDueAccounts;
import org.connectedaccounts.application.refresh.RefreshPlan;
import org.connectedaccounts.application.refresh.RefreshRun;
import org.connectedaccounts.application.refresh.RefreshTimings;
import org.connectedaccounts.application.refresh.RunningExchanges;
import org.connectedaccounts.application.refresh.Settlement;
import org.connectedaccounts.application.refresh.StatusChange;
import org.connectedaccounts.application.refresh.TokenKeeping;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.jspecify.annotations.Nullable;

/** The refresh of one replica over a {@link StageStores}; several of them share one store. */
public final class StageRefreshes {

  private static final int IN_FLIGHT = 100;
  private static final int AHEAD = 8;
  private static final double PER_SECOND = 10;

  public final RefreshPlan plan = new RefreshPlan(Freshness.DEFAULT, () -> 0);
  public final RunningExchanges running = new RunningExchanges();
  public final CredentialRefresh credentialRefresh;
  public final RefreshDueAccounts refreshDue;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /** What the operator was told, a line each. */
  public final List<String> warnings = new CopyOnWriteArrayList<>();

  public final GrantRevocation revocation;
  public final StatusChange statusChange;

  public StageRefreshes(
      StageStores s, ConnectedAccounts accounts, TokenEndpoints endpoints, ClientHealth health) {
    var timings = RefreshTimings.DEFAULT;
    var start = s.tables.now();
    statusChange = new StatusChange(accounts, s.events, s.tables, s.random::id);
    var reading = new AccountReading(accounts, statusChange, s.tables);
    revocation =
        new GrantRevocation(accounts, s.attempts, s.catalogue, s.tokens, endpoints, s.vault);
    var keeping =
        new TokenKeeping(
            s.attempts,
            accounts,
            s.vault,
            plan,
            s.random::id,
            (tries, failure) -> {
              if (tries >= 5) {
                throw failure;
              }
            });
    var settlement =
        new Settlement(
            s.attempts,
            new Settlement.Clients(s.pauses, health),
            new GrantRefusal(s.attempts, s.pauses, timings),
            plan,
            s.random::id);
    var exchanges =
        new Exchanges(
            s.attempts,
            s.tokens,
            new Exchanges.Outcomes(keeping, settlement, reading, revocation, s.vault, this::warn),
            running,
            new Exchanges.Limits(
                timings, IN_FLIGHT, () -> Duration.between(start, s.tables.now())));
    var clients = new RecentClients(endpoints, () -> Duration.between(start, s.tables.now()));
    var preparation = new Preparation(s.catalogue, endpoints, clients, s.vault, s.random::id);
    credentialRefresh =
        new CredentialRefresh(
            new RefreshRun(
                preparation,
                exchanges,
                new RefreshRun.Waiting(s.attempts, executor),
                reading,
                timings),
            timings,
            executor,
            this::warn);
    refreshDue =
        new RefreshDueAccounts(
            s.due,
            accounts,
            credentialRefresh,
            running,
            timings,
            new RefreshDueAccounts.Pace(PER_SECOND, AHEAD, _ -> executor));
  }

  private void warn(ConnectedAccount account, String what, @Nullable Throwable cause) {
    warnings.add(cause == null ? what : what + ": " + cause.getMessage());
  }
}
