package org.connectedaccounts.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.connectedaccounts.application.account.CreateAccount;
import org.connectedaccounts.application.account.Enrolment;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.account.VendedCredential;
import org.connectedaccounts.application.client.ClientView;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.connect.CallbackParameters;
import org.connectedaccounts.application.connect.CompleteConnection;
import org.connectedaccounts.application.connect.CompleteConnection.Connected;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.connect.GetConnectSession;
import org.connectedaccounts.application.connect.ReceiveCallback;
import org.connectedaccounts.application.connect.SessionView;
import org.connectedaccounts.application.connect.StartAuthorization;
import org.connectedaccounts.application.connect.SubmitCredentials;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A workspace with its use cases, and the journeys through them in one line each. The OAuth app
 * {@code chat} with the operator's client and the key app {@code mail} are there; other apps a test
 * draws itself.
 */
public final class Stage {

  public static final String RETURN_URL = "https://acme.example/connected";

  /** A session and who holds its token. */
  public record Opened(SessionId id, Caller.SessionHolder holder, String user) {}

  public final StageStores stores;
  public final StageUseCases use;
  public final FakeAuthorizationServer server;
  public final FakeProviderApi provider;
  public final WorkspaceId workspace;
  public final Caller key;
  public final Caller operator = new Caller.Operator(null);

  public Stage() {
    this(new StageStores());
  }

  public Stage(StageStores stores) {
    this.stores = stores;
    use = new StageUseCases(stores, stores.accounts, stores.links);
    server = stores.server;
    provider = stores.provider;
    stores.vault.prepare(WorkspaceId.OPERATOR);
    workspace = newWorkspace();
    key = keyOf(workspace);
    stores.apps.offer(AppSketch.oauth("chat").define());
    stores.apps.offer(AppSketch.key("mail").define());
    putClient(operator, "chat", "operators-chat");
  }

  public WorkspaceId newWorkspace() {
    var id = new WorkspaceId(FakeIds.next());
    stores.vault.prepare(id);
    stores.tables.run(
        () ->
            stores.workspaces.add(
                new Workspace(
                    id,
                    "Acme",
                    null,
                    null,
                    List.of(RETURN_URL, RETURN_URL + "/2"),
                    List.of(),
                    false,
                    SharedIdentities.ALLOW,
                    stores.tables.now())));
    return id;
  }

  /** A key that may do everything in its workspace. */
  public static Caller keyOf(WorkspaceId workspace) {
    return new Caller.Backend(workspace, new ApiKeyId(new UUID(0, 1)), EnumSet.allOf(Scope.class));
  }

  public static Caller keyOf(WorkspaceId workspace, Scope... scopes) {
    var all = EnumSet.noneOf(Scope.class);
    all.addAll(List.of(scopes));
    return new Caller.Backend(workspace, new ApiKeyId(new UUID(0, 2)), all);
  }

  public void changeWorkspace(boolean browserBound, String... returnUrls) {
    var before = stores.workspaces.find(workspace).orElseThrow();
    stores.tables.run(
        () ->
            stores.workspaces.update(
                new Workspace(
                    workspace,
                    before.name(),
                    null,
                    null,
                    List.of(returnUrls),
                    before.allowedOrigins(),
                    browserBound,
                    before.sharedIdentities(),
                    before.createdAt())));
  }

  public void later(Duration time) {
    stores.tables.advance(time);
  }

  public ClientView putClient(Caller caller, String app, String clientId) {
    return use.putClient.handle(
        new PutOAuthClient.Command(
            caller, new AppSlug(app), clientId, Secret.of("secret of " + clientId), List.of()));
  }

  // Sessions

  public static SessionRequest request(@Nullable String user, String... apps) {
    return new SessionRequest(
        SessionRequest.Kind.CONNECT,
        user,
        List.of(apps).stream().map(AppSlug::new).toList(),
        null,
        List.of(),
        false,
        null,
        Map.of(),
        null);
  }

  public Opened open(String user) {
    return open(request(user));
  }

  public Opened open(SessionRequest request) {
    var created = use.createSession.handle(new CreateConnectSession.Command(key, request, null));
    var session = created.view().session();
    var holder = new Caller.SessionHolder(session.workspace(), session.id().value());
    return new Opened(session.id(), holder, String.valueOf(request.externalUserId()));
  }

  public SessionView look(Opened session) {
    return use.getSession.handle(new GetConnectSession.Command(key, session.id()));
  }

  // The consent

  /** The authorization URL. */
  public String authorize(Opened session, String app) {
    return authorize(session, app, Map.of());
  }

  public String authorize(Opened session, String app, Map<String, String> fields) {
    return use.authorize
        .handle(
            new StartAuthorization.Command(
                session.holder(), session.id(), new AppSlug(app), null, fields, List.of()))
        .authorizationUrl();
  }

  public static Map<String, String> query(String url) {
    var query = new LinkedHashMap<String, String>();
    for (String pair : URI.create(url).getRawQuery().split("&", -1)) {
      var parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  /** The browser comes back with the code {@code code-1}. */
  public ReceiveCallback.Outcome comeBack(String authorizationUrl) {
    return comeBack(authorizationUrl, Map.of("code", "code-1"));
  }

  public ReceiveCallback.Outcome comeBack(String authorizationUrl, Map<String, String> answer) {
    return comeBack(authorizationUrl, answer, _ -> Optional.empty());
  }

  public ReceiveCallback.Outcome comeBack(
      String authorizationUrl, Map<String, String> answer, ReceiveCallback.Kept kept) {
    var sent = query(authorizationUrl);
    var parameters = new LinkedHashMap<String, List<String>>();
    parameters.put("state", List.of(Objects.requireNonNull(sent.get("state"))));
    answer.forEach((name, value) -> parameters.put(name, List.of(value)));
    return callback(Objects.requireNonNull(sent.get("redirect_uri")), parameters, kept);
  }

  public ReceiveCallback.Outcome callback(
      String redirectUri, Map<String, List<String>> parameters) {
    return callback(redirectUri, parameters, _ -> Optional.empty());
  }

  private ReceiveCallback.Outcome callback(
      String redirectUri, Map<String, List<String>> parameters, ReceiveCallback.Kept kept) {
    var context = redirectUri.substring(redirectUri.lastIndexOf('/') + 1);
    return use.callback.handle(
        new ReceiveCallback.Command(context, new CallbackParameters(parameters), kept));
  }

  public static Secret handleOf(ReceiveCallback.Outcome outcome) {
    var query = query(Objects.requireNonNull(outcome.returnUrl()));
    return Secret.of(Objects.requireNonNull(query.get("handle"), "no handle"));
  }

  /** Authorize and consent: answers the handle that the browser carries. */
  public Secret consent(Opened session, String app) {
    return handleOf(comeBack(authorize(session, app)));
  }

  public Connected complete(Opened session, Secret handle) {
    return use.complete.handle(
        new CompleteConnection.Command(key, session.id(), handle, session.user()));
  }

  /** The whole journey. */
  public AccountId connect(String user, String app) {
    var session = open(user);
    return complete(session, consent(session, app)).view().account().id();
  }

  // Keys

  public SessionView type(Opened session, String app, Map<String, String> fields) {
    return use.submit.handle(
        new SubmitCredentials.Command(
            session.holder(), session.id(), new AppSlug(app), null, fields));
  }

  /** An account of the key app {@code mail}. */
  public AccountId mail(@Nullable String user, boolean shared) {
    return create(command -> command, "mail", Map.of("mail_key", "k-1"), new Owner(user, shared))
        .view()
        .account()
        .id();
  }

  public CreateAccount.Outcome create(
      UnaryOperator<CreateAccount.Command> change,
      String app,
      Map<String, String> fields,
      Owner owner) {
    return use.createAccount.handle(
        change.apply(
            new CreateAccount.Command(
                key,
                new AppSlug(app),
                null,
                fields,
                null,
                owner,
                new Enrolment.Labels(null, Map.of()),
                true)));
  }

  // Accounts

  public ConnectedAccount account(AccountId id) {
    return stores.accounts.find(workspace, id).orElseThrow();
  }

  public VendedCredential vend(AccountId id) {
    return vend(id, Duration.ZERO);
  }

  public VendedCredential vend(AccountId id, Duration minTtl) {
    return use.getCredentials.handle(new GetCredentials.Command(key, id, minTtl, null));
  }

  /** The value that a step gets under this name. */
  public static String value(VendedCredential credential, String name) {
    return Objects.requireNonNull(credential.auths().get(name), name).reveal();
  }

  /** The access token that a step gets. */
  public String token(AccountId id) {
    return value(vend(id), "oauth_access_token");
  }
}
