package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import org.connectedaccounts.application.account.AccountEnrolment;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.account.CredentialCheck;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.client.ClientRegistration;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.connect.Attempts;
import org.connectedaccounts.application.connect.ChooseOption;
import org.connectedaccounts.application.connect.CodeExchange;
import org.connectedaccounts.application.connect.CompleteConnection;
import org.connectedaccounts.application.connect.Completion;
import org.connectedaccounts.application.connect.ConnectFromPage;
import org.connectedaccounts.application.connect.ConsentScopes;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.connect.ForgetExpired;
import org.connectedaccounts.application.connect.GetConnectSession;
import org.connectedaccounts.application.connect.LookAtPage;
import org.connectedaccounts.application.connect.PageLinks;
import org.connectedaccounts.application.connect.ReceiveCallback;
import org.connectedaccounts.application.connect.RedeemTicket;
import org.connectedaccounts.application.connect.SessionAccess;
import org.connectedaccounts.application.connect.SessionOpening;
import org.connectedaccounts.application.connect.StartAuthorization;
import org.connectedaccounts.application.connect.SubmitCredentials;
import org.connectedaccounts.application.connect.Surroundings;
import org.connectedaccounts.application.connect.UseExistingAccount;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.application.port.Workspaces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the use cases of the way to an account together. */
final class ConnectUseCases {

  @Produces
  @Singleton
  Attempts attempts(ConnectSessions sessions, WorkspaceApps apps, UnitOfWork unitOfWork) {
    return new Attempts(sessions, apps, unitOfWork);
  }

  @Produces
  @Singleton
  ChooseOption chooseOption(
      SessionAccess access,
      ConnectSessions sessions,
      Workspaces workspaces,
      Completion completion,
      AccountViews views) {
    return new ChooseOption(access, sessions, workspaces, completion, views);
  }

  @Produces
  @Singleton
  CodeExchange.Store codeExchangeStore(
      ConnectSessions sessions,
      OAuthClients clients,
      ClientHealth health,
      SecretVault vault,
      UnitOfWork unitOfWork) {
    return new CodeExchange.Store(sessions, clients, health, vault, unitOfWork);
  }

  @Produces
  @Singleton
  CodeExchange codeExchange(
      AuthorizationServer server,
      TokenEndpoints endpoints,
      AppCatalogue catalogue,
      CodeExchange.Store store,
      Attempts attempts) {
    return new CodeExchange(server, endpoints, catalogue, store, attempts);
  }

  @Produces
  @Singleton
  CompleteConnection completeConnection(
      ConnectSessions sessions,
      Fingerprints fingerprints,
      Completion completion,
      AccountViews views,
      UnitOfWork unitOfWork) {
    return new CompleteConnection(sessions, fingerprints, completion, views, unitOfWork);
  }

  @Produces
  @Singleton
  Completion.Store completionStore(
      ConnectSessions sessions, StepLinks links, SecretVault vault, Surroundings surroundings) {
    return new Completion.Store(sessions, links, vault, surroundings);
  }

  @Produces
  @Singleton
  Completion completion(
      Attempts attempts,
      CodeExchange exchange,
      ProviderApi provider,
      AccountEnrolment enrolment,
      Completion.Store store) {
    return new Completion(attempts, exchange, provider, enrolment, store);
  }

  @Produces
  @Singleton
  CreateConnectSession createConnectSession(
      SessionOpening opening,
      CreateConnectSession.Known known,
      ConsentScopes scopes,
      Surroundings surroundings) {
    return new CreateConnectSession(opening, known, scopes, surroundings);
  }

  @Produces
  @Singleton
  CreateConnectSession.Known createConnectSessionKnown(
      ConnectedAccounts accounts, Workspaces workspaces, AppCatalogue catalogue) {
    return new CreateConnectSession.Known(accounts, workspaces, catalogue);
  }

  @Produces
  @Singleton
  ConsentScopes consentScopes(
      ConnectedAccounts accounts, AppCatalogue catalogue, ClientChoice clients) {
    return new ConsentScopes(accounts, catalogue, clients);
  }

  @Produces
  @Singleton
  ConnectFromPage connectFromPage(
      SessionAccess access, SessionOpening opening, ConnectedAccounts accounts) {
    return new ConnectFromPage(access, opening, accounts);
  }

  @Produces
  @Singleton
  LookAtPage lookAtPage(ConnectSessions sessions, Workspaces workspaces) {
    return new LookAtPage(sessions, workspaces);
  }

  @Produces
  @Singleton
  PageLinks pageLinks(@ConfigProperty(name = "connected-accounts.public-url") URI publicUrl) {
    return new PageLinks(publicUrl);
  }

  @Produces
  @Singleton
  RedeemTicket redeemTicket(
      ConnectSessions sessions,
      Workspaces workspaces,
      Fingerprints fingerprints,
      GetConnectSession getConnectSession,
      Surroundings surroundings) {
    return new RedeemTicket(sessions, workspaces, fingerprints, getConnectSession, surroundings);
  }

  @Produces
  @Singleton
  SessionOpening sessionOpening(
      ConnectSessions sessions,
      Fingerprints fingerprints,
      PageLinks links,
      Surroundings surroundings) {
    return new SessionOpening(sessions, fingerprints, links, surroundings);
  }

  @Produces
  @Singleton
  ForgetExpired forgetExpired(
      ConnectSessions sessions, IdempotencyRecords records, UnitOfWork unitOfWork) {
    return new ForgetExpired(sessions, records, unitOfWork);
  }

  @Produces
  @Singleton
  GetConnectSession getConnectSession(
      SessionAccess access, ConnectedAccounts accounts, AccountViews views) {
    return new GetConnectSession(access, accounts, views);
  }

  @Produces
  @Singleton
  ReceiveCallback.Secrets receiveCallbackSecrets(SecretVault vault, Fingerprints fingerprints) {
    return new ReceiveCallback.Secrets(vault, fingerprints);
  }

  @Produces
  @Singleton
  ReceiveCallback.Apps receiveCallbackApps(AppCatalogue catalogue, ConsentScopes scopes) {
    return new ReceiveCallback.Apps(catalogue, scopes);
  }

  @Produces
  @Singleton
  ReceiveCallback receiveCallback(
      ConnectSessions sessions,
      Workspaces workspaces,
      ReceiveCallback.Apps apps,
      ReceiveCallback.Secrets secrets,
      Completion completion,
      PageLinks links,
      Surroundings surroundings) {
    return new ReceiveCallback(
        sessions, workspaces, apps, secrets, completion, links, surroundings);
  }

  @Produces
  @Singleton
  SessionAccess sessionAccess(ConnectSessions sessions) {
    return new SessionAccess(sessions);
  }

  @Produces
  @Singleton
  StartAuthorization.Sessions startAuthorizationSessions(
      SessionAccess access, Attempts attempts, Workspaces workspaces) {
    return new StartAuthorization.Sessions(access, attempts, workspaces);
  }

  @Produces
  @Singleton
  StartAuthorization.Clients startAuthorizationClients(
      AppCatalogue catalogue, ClientChoice choice, ClientRegistration registration) {
    return new StartAuthorization.Clients(catalogue, choice, registration);
  }

  @Produces
  @Singleton
  StartAuthorization startAuthorization(
      StartAuthorization.Sessions sessions,
      StartAuthorization.Clients clients,
      ConsentScopes scopes,
      SecretVault vault,
      Fingerprints fingerprints,
      Surroundings surroundings) {
    return new StartAuthorization(sessions, clients, scopes, vault, fingerprints, surroundings);
  }

  @Produces
  @Singleton
  SubmitCredentials.Sessions submitCredentialsSessions(
      SessionAccess access, ConnectSessions store, Workspaces workspaces, AccountViews views) {
    return new SubmitCredentials.Sessions(access, store, workspaces, views);
  }

  @Produces
  @Singleton
  SubmitCredentials.Secrets submitCredentialsSecrets(SecretVault vault, Fingerprints fingerprints) {
    return new SubmitCredentials.Secrets(vault, fingerprints);
  }

  @Produces
  @Singleton
  SubmitCredentials submitCredentials(
      SubmitCredentials.Sessions sessions,
      AppCatalogue catalogue,
      CredentialCheck check,
      Completion completion,
      SubmitCredentials.Secrets secrets,
      Surroundings surroundings) {
    return new SubmitCredentials(sessions, catalogue, check, completion, secrets, surroundings);
  }

  @Produces
  @Singleton
  UseExistingAccount useExistingAccount(
      SessionAccess access,
      AccountViews views,
      StepLinks links,
      Attempts attempts,
      Surroundings surroundings) {
    return new UseExistingAccount(access, views, links, attempts, surroundings);
  }
}
