package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.event.ListEvents;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.refresh.AccountReading;
import org.connectedaccounts.application.refresh.AnnounceDeaths;
import org.connectedaccounts.application.refresh.CredentialRefresh;
import org.connectedaccounts.application.refresh.DrainRefreshes;
import org.connectedaccounts.application.refresh.Exchanges;
import org.connectedaccounts.application.refresh.ForgetHistory;
import org.connectedaccounts.application.refresh.Freshness;
import org.connectedaccounts.application.refresh.GrantRefusal;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.application.refresh.HoldRefreshes;
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
import org.connectedaccounts.application.refresh.Warnings;

/** Puts the refresh together. */
final class RefreshUseCases {

  @Produces
  @Singleton
  RefreshPlan refreshPlan(Freshness freshness, DoubleSupplier jitter) {
    return new RefreshPlan(freshness, jitter);
  }

  @Produces
  @Singleton
  RunningExchanges runningExchanges() {
    return new RunningExchanges();
  }

  @Produces
  @Singleton
  StatusChange statusChange(
      ConnectedAccounts accounts, Events events, UnitOfWork unitOfWork, Supplier<UUID> ids) {
    return new StatusChange(accounts, events, unitOfWork, ids);
  }

  @Produces
  @Singleton
  AccountReading accountReading(ConnectedAccounts accounts, StatusChange change, StoreClock clock) {
    return new AccountReading(accounts, change, clock);
  }

  @Produces
  @Singleton
  Preparation preparation(
      AppCatalogue catalogue,
      TokenEndpoints endpoints,
      RecentClients clients,
      SecretVault vault,
      Supplier<UUID> ids) {
    return new Preparation(catalogue, endpoints, clients, vault, ids);
  }

  @Produces
  @Singleton
  RecentClients recentClients(TokenEndpoints endpoints, Supplier<Duration> uptime) {
    return new RecentClients(endpoints, uptime);
  }

  @Produces
  @Singleton
  TokenKeeping tokenKeeping(
      RefreshAttempts attempts,
      ConnectedAccounts accounts,
      SecretVault vault,
      RefreshPlan plan,
      Supplier<UUID> ids,
      KeepTrying patience) {
    return new TokenKeeping(attempts, accounts, vault, plan, ids, patience);
  }

  @Produces
  @Singleton
  Settlement.Clients settlementClients(EndpointPauses pauses, ClientHealth health) {
    return new Settlement.Clients(pauses, health);
  }

  @Produces
  @Singleton
  Settlement settlement(
      RefreshAttempts attempts,
      Settlement.Clients clients,
      RefreshTimings timings,
      RefreshPlan plan,
      Supplier<UUID> ids) {
    var refusals = new GrantRefusal(attempts, clients.pauses(), timings);
    return new Settlement(attempts, clients, refusals, plan, ids);
  }

  @Produces
  @Singleton
  Exchanges.Outcomes exchangeOutcomes(
      TokenKeeping keeping,
      Settlement settlement,
      AccountReading reading,
      GrantRevocation revocation,
      SecretVault vault,
      Warnings warnings) {
    return new Exchanges.Outcomes(keeping, settlement, reading, revocation, vault, warnings);
  }

  @Produces
  @Singleton
  Exchanges exchanges(
      RefreshAttempts attempts,
      AuthorizationServer server,
      Exchanges.Outcomes outcomes,
      RunningExchanges running,
      Exchanges.Limits limits) {
    return new Exchanges(attempts, server, outcomes, running, limits);
  }

  @Produces
  @Singleton
  RefreshRun refreshRun(
      Preparation preparation,
      Exchanges exchanges,
      RefreshRun.Waiting waiting,
      AccountReading reading,
      RefreshTimings timings) {
    return new RefreshRun(preparation, exchanges, waiting, reading, timings);
  }

  @Produces
  @Singleton
  RefreshRun.Waiting refreshWaiting(RefreshAttempts attempts, RefreshThreads threads) {
    return new RefreshRun.Waiting(attempts, threads);
  }

  @Produces
  @Singleton
  CredentialRefresh credentialRefresh(
      RefreshRun run, RefreshTimings timings, RefreshThreads threads, Warnings warnings) {
    return new CredentialRefresh(run, timings, threads, warnings);
  }

  @Produces
  @Singleton
  RefreshDueAccounts refreshDueAccounts(
      DueAccounts due,
      ConnectedAccounts accounts,
      CredentialRefresh refresh,
      RunningExchanges running,
      RefreshTimings timings,
      RefreshDueAccounts.Pace pace) {
    return new RefreshDueAccounts(due, accounts, refresh, running, timings, pace);
  }

  @Produces
  @Singleton
  HoldRefreshes holdRefreshes(
      RefreshAttempts attempts, RunningExchanges running, RefreshTimings timings) {
    return new HoldRefreshes(attempts, running, timings);
  }

  @Produces
  @Singleton
  DrainRefreshes drainRefreshes(RunningExchanges running) {
    return new DrainRefreshes(running);
  }

  @Produces
  @Singleton
  AnnounceDeaths announceDeaths(DueAccounts due, Supplier<UUID> ids) {
    return new AnnounceDeaths(due, ids);
  }

  @Produces
  @Singleton
  ForgetHistory forgetHistory(RefreshAttempts attempts, Events events) {
    return new ForgetHistory(attempts, events);
  }

  @Produces
  @Singleton
  ListEvents listEvents(Events events) {
    return new ListEvents(events);
  }

  @Produces
  @Singleton
  Exchanges.Limits exchangeLimits(
      RefreshTimings timings, RefreshSettings settings, Supplier<Duration> uptime) {
    return new Exchanges.Limits(timings, settings.inFlight(), uptime);
  }
}
