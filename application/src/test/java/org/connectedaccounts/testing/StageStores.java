package org.connectedaccounts.testing;

import java.net.URI;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.ClientRegistration;
import org.connectedaccounts.application.connect.ConnectPolicy;
import org.connectedaccounts.application.connect.PageLinks;
import org.connectedaccounts.application.connect.Surroundings;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Everything outside of the use cases, in memory, for {@link Stage}. */
public final class StageStores {

  public final InMemoryTables tables = new InMemoryTables();
  public final InMemoryWorkspaces workspaces = new InMemoryWorkspaces(tables);
  public final InMemoryApiKeys apiKeys = new InMemoryApiKeys(tables);
  public final InMemoryConnectSessions sessions = new InMemoryConnectSessions(tables);
  public final InMemoryConnectedAccounts accounts = new InMemoryConnectedAccounts(tables);
  public final InMemoryStepLinks links = new InMemoryStepLinks(tables);
  public final InMemoryOAuthClients clients = new InMemoryOAuthClients(tables);
  public final InMemoryWorkspaceApps workspaceApps = new InMemoryWorkspaceApps(tables);
  public final InMemoryAppRequests appRequests = new InMemoryAppRequests(tables);
  public final InMemoryUsageJournal journal = new InMemoryUsageJournal(tables);
  public final InMemoryRefreshAttempts attempts = new InMemoryRefreshAttempts(tables);
  public final InMemoryEndpointPauses pauses = new InMemoryEndpointPauses(tables);
  public final InMemoryDueAccounts due = new InMemoryDueAccounts(tables);
  public final InMemoryBulkRevocations revocations = new InMemoryBulkRevocations(tables);
  public final InMemoryEvents events = new InMemoryEvents(tables);
  public final UnsafePlainVault vault = new UnsafePlainVault();
  public final PlainFingerprints fingerprints = new PlainFingerprints();
  public final CountingRandomness random = new CountingRandomness();
  public final FakeApps apps = new FakeApps();
  public final FakeAuthorizationServer server = new FakeAuthorizationServer(tables);
  public final FakeProviderApi provider = new FakeProviderApi(tables);

  /** Who is asked for tokens: the double, unless a test brings the real one. */
  public final AuthorizationServer tokens;

  /** Whose API is asked: the double's, unless a test brings the real one. */
  public final ProviderApi api;

  public StageStores() {
    this.tokens = server;
    this.api = provider;
  }

  public StageStores(AuthorizationServer tokens, ProviderApi api) {
    this.tokens = tokens;
    this.api = api;
  }

  public final AppCatalogue catalogue = new AppCatalogue(apps, workspaceApps, apps);

  /** All that an account holds now. */
  public Credential opened(WorkspaceId workspace, AccountId account) {
    var current = accounts.findWithCredential(workspace, account).orElseThrow().credential();
    return vault.openCredential(current.sealedFor(), current.sealed());
  }

  private static final URI PUBLIC_URL = URI.create("https://accounts.acme.example/");

  public final ClientRegistration registration = new ClientRegistration(PUBLIC_URL);
  public final PageLinks pageLinks = new PageLinks(PUBLIC_URL);
  public final Surroundings surroundings =
      new Surroundings(random, tables, tables, ConnectPolicy.DEFAULT);
}
