package org.connectedaccounts.testing;

import java.time.Duration;
import org.connectedaccounts.application.account.AccountAccess;
import org.connectedaccounts.application.account.AccountEnrolment;
import org.connectedaccounts.application.account.AccountViews;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.application.account.CredentialCheck;
import org.connectedaccounts.application.account.GetAccount;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.account.ListAccounts;
import org.connectedaccounts.application.account.RefreshCredentials;
import org.connectedaccounts.application.account.Removal;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.account.RemoveUser;
import org.connectedaccounts.application.account.UpdateAccount;
import org.connectedaccounts.application.account.Vending;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.client.ClientKeeping;
import org.connectedaccounts.application.client.ClientViews;
import org.connectedaccounts.application.client.ClientWriting;
import org.connectedaccounts.application.client.DeleteOAuthClient;
import org.connectedaccounts.application.client.GetOAuthClient;
import org.connectedaccounts.application.client.ListOAuthClients;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.connect.Attempts;
import org.connectedaccounts.application.connect.ChooseOption;
import org.connectedaccounts.application.connect.CodeExchange;
import org.connectedaccounts.application.connect.CompleteConnection;
import org.connectedaccounts.application.connect.Completion;
import org.connectedaccounts.application.connect.ConnectFromPage;
import org.connectedaccounts.application.connect.ConsentScopes;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.connect.GetConnectSession;
import org.connectedaccounts.application.connect.LookAtPage;
import org.connectedaccounts.application.connect.ReceiveCallback;
import org.connectedaccounts.application.connect.RedeemTicket;
import org.connectedaccounts.application.connect.SessionAccess;
import org.connectedaccounts.application.connect.SessionOpening;
import org.connectedaccounts.application.connect.StartAuthorization;
import org.connectedaccounts.application.connect.SubmitCredentials;
import org.connectedaccounts.application.connect.UseExistingAccount;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.refresh.Freshness;
import org.connectedaccounts.application.revocation.AccountRevoking;
import org.connectedaccounts.application.revocation.CountRevocation;
import org.connectedaccounts.application.revocation.GetRevocation;
import org.connectedaccounts.application.revocation.ListRevocations;
import org.connectedaccounts.application.revocation.ListRevokedAccounts;
import org.connectedaccounts.application.revocation.SelectedApp;
import org.connectedaccounts.application.revocation.StartRevocation;
import org.connectedaccounts.application.revocation.WorkOnRevocations;
import org.connectedaccounts.application.workflow.DeleteStepLink;
import org.connectedaccounts.application.workflow.DeleteWorkflow;
import org.connectedaccounts.application.workflow.GetStepAuths;
import org.connectedaccounts.application.workflow.GetWorkflow;
import org.connectedaccounts.application.workflow.LinkRules;
import org.connectedaccounts.application.workflow.LinkViews;
import org.connectedaccounts.application.workflow.ListAccountLinks;
import org.connectedaccounts.application.workflow.ListStepLinks;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.application.workflow.PutWorkflow;

/** The use cases of connecting, accounts, clients and workflows over one {@link StageStores}. */
public final class StageUseCases {

  public final StageRefreshes refreshes;

  public final CreateConnectSession createSession;
  public final GetConnectSession getSession;
  public final RedeemTicket redeem;
  public final LookAtPage lookAtPage;
  public final ConnectFromPage connectFromPage;
  public final StartAuthorization authorize;
  public final ReceiveCallback callback;
  public final SubmitCredentials submit;
  public final CompleteConnection complete;
  public final ChooseOption choose;
  public final UseExistingAccount useExisting;

  public final CreateAccount createAccount;
  public final GetAccount getAccount;
  public final ListAccounts listAccounts;
  public final UpdateAccount updateAccount;
  public final GetCredentials getCredentials;
  public final RefreshCredentials refreshCredentials;
  public final RemoveAccount removeAccount;
  public final RemoveUser removeUser;

  public final StartRevocation startRevocation;
  public final CountRevocation countRevocation;
  public final GetRevocation getRevocation;
  public final ListRevocations listRevocations;
  public final ListRevokedAccounts listRevokedAccounts;
  public final WorkOnRevocations workOnRevocations;

  public final GetOAuthClient getClient;
  public final PutOAuthClient putClient;
  public final ListOAuthClients listClients;
  public final DeleteOAuthClient deleteClient;

  public final PutStepLink putLink;
  public final DeleteStepLink deleteLink;
  public final ListStepLinks listLinks;
  public final ListAccountLinks listAccountLinks;
  public final PutWorkflow putWorkflow;
  public final GetWorkflow getWorkflow;
  public final DeleteWorkflow deleteWorkflow;
  public final GetStepAuths stepAuths;

  /**
   * @param accounts and {@code links} as the use cases shall see them, which lets a test put
   *     something between
   */
  public StageUseCases(StageStores s, ConnectedAccounts accounts, StepLinks links) {
    var views = new AccountViews(accounts, s.catalogue);
    var endpoints = new TokenEndpoints(s.clients, s.vault);
    var health = new ClientHealth(s.clients, s.tables);
    var choice = new ClientChoice(s.clients);
    var check = new CredentialCheck(s.api, s.tokens, endpoints, s.tables);
    refreshes = new StageRefreshes(s, accounts, endpoints, health);
    var enrolment =
        new AccountEnrolment(
            accounts,
            new AccountEnrolment.Store(s.events, s.workspaces, s.tables, s.tables),
            s.vault,
            s.random,
            refreshes.plan);

    var sessions = new SessionAccess(s.sessions);
    var attempts = new Attempts(s.sessions, s.workspaceApps, s.tables);
    var exchange =
        new CodeExchange(
            s.tokens,
            endpoints,
            s.catalogue,
            new CodeExchange.Store(s.sessions, s.clients, health, s.vault, s.tables),
            attempts);
    var completion =
        new Completion(
            attempts,
            exchange,
            s.api,
            enrolment,
            new Completion.Store(s.sessions, links, s.vault, s.surroundings));
    var opening = new SessionOpening(s.sessions, s.fingerprints, s.pageLinks, s.surroundings);
    var scopes = new ConsentScopes(accounts, s.catalogue, choice);
    createSession =
        new CreateConnectSession(
            opening,
            new CreateConnectSession.Known(accounts, s.workspaces, s.catalogue),
            scopes,
            s.surroundings);
    getSession = new GetConnectSession(sessions, accounts, views);
    redeem = new RedeemTicket(s.sessions, s.workspaces, s.fingerprints, getSession, s.surroundings);
    lookAtPage = new LookAtPage(s.sessions, s.workspaces);
    connectFromPage = new ConnectFromPage(sessions, opening, accounts);
    authorize =
        new StartAuthorization(
            new StartAuthorization.Sessions(sessions, attempts, s.workspaces),
            new StartAuthorization.Clients(s.catalogue, choice, s.registration),
            scopes,
            s.vault,
            s.fingerprints,
            s.surroundings);
    callback =
        new ReceiveCallback(
            s.sessions,
            s.workspaces,
            new ReceiveCallback.Apps(s.catalogue, scopes),
            new ReceiveCallback.Secrets(s.vault, s.fingerprints),
            completion,
            s.pageLinks,
            s.surroundings);
    submit =
        new SubmitCredentials(
            new SubmitCredentials.Sessions(sessions, s.sessions, s.workspaces, views),
            s.catalogue,
            check,
            completion,
            new SubmitCredentials.Secrets(s.vault, s.fingerprints),
            s.surroundings);
    complete = new CompleteConnection(s.sessions, s.fingerprints, completion, views, s.tables);
    choose = new ChooseOption(sessions, s.sessions, s.workspaces, completion, views);
    useExisting = new UseExistingAccount(sessions, views, links, attempts, s.surroundings);

    var access = new AccountAccess(s.sessions);
    var refresh = refreshes.credentialRefresh;
    var vending = new Vending(s.catalogue, s.vault, refresh, Freshness.DEFAULT);
    var probe = new RefreshCredentials.Probe(s.catalogue, s.api, s.vault, refreshes.statusChange);
    var removal =
        new Removal(
            accounts,
            links,
            s.clients,
            refreshes.revocation,
            new Removal.Store(s.events, s.tables, s.random::id));
    createAccount =
        new CreateAccount(s.catalogue, s.workspaceApps, choice, check, enrolment, views);
    getAccount = new GetAccount(access, views);
    listAccounts = new ListAccounts(accounts, access, views);
    updateAccount =
        new UpdateAccount(
            accounts,
            access,
            views,
            new UpdateAccount.Store(links, s.events, s.tables, s.tables, s.random::id));
    getCredentials = new GetCredentials(accounts, vending, s.journal);
    refreshCredentials = new RefreshCredentials(accounts, vending, probe, s.journal);
    removeAccount = new RemoveAccount(accounts, access, removal);
    removeUser = new RemoveUser(accounts, s.sessions, removal, s.tables);

    var selectedApp = new SelectedApp(s.revocations, s.catalogue);
    startRevocation = new StartRevocation(s.revocations, selectedApp, s.random, s.tables);
    countRevocation = new CountRevocation(s.revocations, selectedApp);
    getRevocation = new GetRevocation(s.revocations);
    listRevocations = new ListRevocations(s.revocations);
    listRevokedAccounts = new ListRevokedAccounts(s.revocations);
    var revoking =
        new AccountRevoking(s.revocations, accounts, refreshes.revocation, s.vault, s.tables);
    workOnRevocations =
        new WorkOnRevocations(
            s.revocations, revoking, s.tables, new WorkOnRevocations.Limits(2, Runnable::run));

    var clientWriting =
        new ClientWriting(
            s.clients,
            s.vault,
            new ClientWriting.Surroundings(s.random, s.tables, s.tables, Duration.ofHours(24)));
    var keeping =
        new ClientKeeping(new InMemoryOperatorClients().unused(), s.clients, clientWriting);
    var clientViews = new ClientViews(s.catalogue, s.clients, s.registration);
    getClient = new GetOAuthClient(clientViews);
    putClient = new PutOAuthClient(clientWriting, keeping, clientViews);
    listClients = new ListOAuthClients(s.clients, clientViews);
    deleteClient = new DeleteOAuthClient(s.clients, keeping, s.tables);

    var rules = new LinkRules(accounts, s.sessions);
    var linkViews = new LinkViews(accounts, views);
    putLink = new PutStepLink(links, rules, views, s.tables, s.tables);
    deleteLink = new DeleteStepLink(links, rules, s.tables);
    listLinks = new ListStepLinks(links, rules, linkViews);
    listAccountLinks = new ListAccountLinks(getAccount, access, links);
    putWorkflow = new PutWorkflow(links, rules, linkViews, s.tables, s.tables);
    getWorkflow = new GetWorkflow(links, linkViews);
    deleteWorkflow = new DeleteWorkflow(links, s.tables);
    stepAuths = new GetStepAuths(links, accounts, vending, s.journal);
  }
}
