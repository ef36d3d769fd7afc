package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.account.AccountAccess;
import org.connectedaccounts.application.account.AccountEnrolment;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.application.account.CredentialCheck;
import org.connectedaccounts.application.account.GetAccount;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.account.HoldOutsidePlace;
import org.connectedaccounts.application.account.ListAccounts;
import org.connectedaccounts.application.account.RefreshCredentials;
import org.connectedaccounts.application.account.Removal;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.account.RemoveUser;
import org.connectedaccounts.application.account.SettleCredentials;
import org.connectedaccounts.application.account.UpdateAccount;
import org.connectedaccounts.application.account.Vending;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.CredentialPlace;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.UnsettledCredentials;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.application.refresh.CredentialRefresh;
import org.connectedaccounts.application.refresh.Freshness;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.application.refresh.RefreshPlan;
import org.connectedaccounts.application.refresh.StatusChange;

/** Puts the use cases of accounts and their credentials together. */
final class AccountUseCases {

  @Produces
  @Singleton
  AccountAccess accountAccess(ConnectSessions sessions) {
    return new AccountAccess(sessions);
  }

  @Produces
  @Singleton
  AccountEnrolment accountEnrolment(
      ConnectedAccounts accounts,
      AccountEnrolment.Store store,
      SecretVault vault,
      Randomness random,
      RefreshPlan plan) {
    return new AccountEnrolment(accounts, store, vault, random, plan);
  }

  @Produces
  @Singleton
  AccountEnrolment.Store accountEnrolmentStore(
      Events events, Workspaces workspaces, StoreClock clock, UnitOfWork unitOfWork) {
    return new AccountEnrolment.Store(events, workspaces, clock, unitOfWork);
  }

  @Produces
  @Singleton
  AccountViews accountViews(ConnectedAccounts accounts, AppCatalogue catalogue) {
    return new AccountViews(accounts, catalogue);
  }

  @Produces
  @Singleton
  CreateAccount createAccount(
      AppCatalogue catalogue,
      WorkspaceApps snapshots,
      ClientChoice clients,
      CredentialCheck check,
      AccountEnrolment enrolment,
      AccountViews views) {
    return new CreateAccount(catalogue, snapshots, clients, check, enrolment, views);
  }

  @Produces
  @Singleton
  CredentialCheck credentialCheck(
      ProviderApi provider,
      AuthorizationServer server,
      TokenEndpoints endpoints,
      StoreClock clock) {
    return new CredentialCheck(provider, server, endpoints, clock);
  }

  @Produces
  @Singleton
  GetAccount getAccount(AccountAccess access, AccountViews views) {
    return new GetAccount(access, views);
  }

  @Produces
  @Singleton
  GetCredentials getCredentials(ConnectedAccounts accounts, Vending vending, UsageJournal journal) {
    return new GetCredentials(accounts, vending, journal);
  }

  @Produces
  @Singleton
  GrantRevocation grantRevocation(
      ConnectedAccounts accounts,
      RefreshAttempts attempts,
      AppCatalogue catalogue,
      AuthorizationServer server,
      TokenEndpoints endpoints,
      SecretVault vault) {
    return new GrantRevocation(accounts, attempts, catalogue, server, endpoints, vault);
  }

  @Produces
  @Singleton
  ListAccounts listAccounts(ConnectedAccounts accounts, AccountAccess access, AccountViews views) {
    return new ListAccounts(accounts, access, views);
  }

  @Produces
  @Singleton
  RefreshCredentials.Probe refreshCredentialsProbe(
      AppCatalogue catalogue, ProviderApi provider, SecretVault vault, StatusChange change) {
    return new RefreshCredentials.Probe(catalogue, provider, vault, change);
  }

  @Produces
  @Singleton
  RefreshCredentials refreshCredentials(
      ConnectedAccounts accounts,
      Vending vending,
      RefreshCredentials.Probe probe,
      UsageJournal journal) {
    return new RefreshCredentials(accounts, vending, probe, journal);
  }

  @Produces
  @Singleton
  Removal removal(
      ConnectedAccounts accounts,
      StepLinks links,
      OAuthClients clients,
      GrantRevocation revocation,
      Removal.Store store) {
    return new Removal(accounts, links, clients, revocation, store);
  }

  @Produces
  @Singleton
  Removal.Store removalStore(Events events, UnitOfWork unitOfWork, Supplier<UUID> ids) {
    return new Removal.Store(events, unitOfWork, ids);
  }

  @Produces
  @Singleton
  RemoveAccount removeAccount(ConnectedAccounts accounts, AccountAccess access, Removal removal) {
    return new RemoveAccount(accounts, access, removal);
  }

  @Produces
  @Singleton
  RemoveUser removeUser(
      ConnectedAccounts accounts,
      ConnectSessions sessions,
      Removal removal,
      UnitOfWork unitOfWork) {
    return new RemoveUser(accounts, sessions, removal, unitOfWork);
  }

  @Produces
  @Singleton
  UpdateAccount.Store updateAccountStore(
      StepLinks links, Events events, StoreClock clock, UnitOfWork unitOfWork, Supplier<UUID> ids) {
    return new UpdateAccount.Store(links, events, clock, unitOfWork, ids);
  }

  @Produces
  @Singleton
  UpdateAccount updateAccount(
      ConnectedAccounts accounts,
      AccountAccess access,
      AccountViews views,
      UpdateAccount.Store store) {
    return new UpdateAccount(accounts, access, views, store);
  }

  @Produces
  @Singleton
  Vending vending(
      AppCatalogue catalogue, SecretVault vault, CredentialRefresh refresh, Freshness freshness) {
    return new Vending(catalogue, vault, refresh, freshness);
  }

  @Produces
  @Singleton
  SettleCredentials settleCredentials(
      UnsettledCredentials credentials, CredentialPlace place, OutsideSecrets outside) {
    return new SettleCredentials(credentials, place, outside);
  }

  @Produces
  @Singleton
  HoldOutsidePlace holdOutsidePlace(OutsideSecrets outside, UnsettledCredentials credentials) {
    return new HoldOutsidePlace(outside, credentials);
  }
}
