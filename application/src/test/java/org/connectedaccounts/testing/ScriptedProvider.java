package org.connectedaccounts.testing;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An OAuth provider and its API on loopback, honest by default: it really checks clients, codes,
 * redirect URIs, verifiers and tokens, and keeps a book. A test then scripts what is to go wrong.
 *
 * <p>Client {@link #CLIENT_ID} with {@link #CLIENT_SECRET} is registered, may authenticate either
 * way and may name any redirect URI; {@link Person#ADA} is at the browser; refresh tokens rotate
 * strictly.
 */
public final class ScriptedProvider implements AutoCloseable {

  public static final String CLIENT_ID = "scripted-client";
  // The reserved characters make a client that forgets to form-encode fail.
  public static final String CLIENT_SECRET = "s3cr:t+with/odd=chars &";

  public static final String AUTHORIZE = "/oauth/authorize";
  public static final String TOKEN = "/oauth/token";
  public static final String REVOKE = "/oauth/revoke";
  public static final String USERINFO = "/userinfo";
  public static final String API = "/api/me";
  public static final String SITES = "/api/sites";

  /** Who may revoke. */
  public enum RevocationAuth {
    CLIENT,
    BEARER,
    NONE
  }

  private final ProviderState state = new ProviderState();
  private final WireServer server = new WireServer(this::serve);
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final Map<String, Function<ReceivedRequest, Reply>> endpoints;

  public ScriptedProvider() {
    String issuer = uri("").toString();
    ResourceEndpoints resources = new ResourceEndpoints(state);
    endpoints =
        Map.of(
            AUTHORIZE, new AuthorizeEndpoint(state, issuer)::answer,
            TOKEN, new TokenEndpoint(state, new IdTokens(state, issuer))::answer,
            REVOKE, resources::revoke,
            USERINFO, resources::userinfo,
            API, resources::api,
            SITES, resources::sites);
    client(CLIENT_ID, CLIENT_SECRET, ClientAuthentication.BASIC_OR_POST);
  }

  // --- where it is

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  /** The issuer that answers carry as {@code iss}. */
  public String issuer() {
    return uri("").toString();
  }

  public int port() {
    return server.port();
  }

  // --- who is known

  /** Registers a client, or changes one; without redirect URIs any is allowed. */
  public ScriptedProvider client(
      String id, String secret, ClientAuthentication authentication, String... redirectUris) {
    state.clients.put(id, new ProviderState.Client(secret, authentication, Set.of(redirectUris)));
    return this;
  }

  /** Who consents from now on. */
  public ScriptedProvider signsIn(Person person) {
    state.person = person;
    return this;
  }

  public ScriptedProvider acceptsApiKey(String key) {
    state.apiKeys.add(key);
    return this;
  }

  public ScriptedProvider rejectsApiKey(String key) {
    state.apiKeys.remove(key);
    return this;
  }

  public ScriptedProvider acceptsLogin(String username, String password) {
    state.basicLogins.put(username, password);
    return this;
  }

  /** The sites listed at {@link #SITES}: id to name. */
  public ScriptedProvider sites(Map<String, String> namesById) {
    List<Map<String, Object>> sites = new ArrayList<>();
    namesById.forEach(
        (id, name) -> {
          Map<String, Object> site = new LinkedHashMap<>();
          site.put("id", id);
          site.put("name", name);
          site.put("url", "https://" + name + ".example.test");
          sites.add(site);
        });
    state.sites = JsonText.write(sites);
    return this;
  }

  // --- how it behaves

  public ScriptedProvider refreshes(RefreshBehaviour behaviour) {
    state.refreshBehaviour = behaviour;
    return this;
  }

  /** How long {@link RefreshBehaviour#GRACE} still takes a spent token. */
  public ScriptedProvider graceOf(Duration grace) {
    state.grace = grace;
    return this;
  }

  public ScriptedProvider tokenAnswers(TokenAnswer shape) {
    state.tokenAnswer = shape;
    return this;
  }

  /** The shape of refresh answers alone; until told, they look like the others. */
  public ScriptedProvider refreshAnswers(TokenAnswer shape) {
    state.refreshAnswer = Optional.of(shape);
    return this;
  }

  /** Grants these scopes, whatever was asked for. */
  public ScriptedProvider grantsScope(String scope) {
    state.grantedScope = Optional.of(scope);
    return this;
  }

  public ScriptedProvider requiresPkce() {
    state.pkceRequired = true;
    return this;
  }

  public ScriptedProvider revocationBy(RevocationAuth auth) {
    state.revocationAuth = auth;
    return this;
  }

  /** Google's way: revoking one token kills every token of the same client and person. */
  public ScriptedProvider sharesGrants() {
    state.grantsShared = true;
    return this;
  }

  public ScriptedProvider codesLive(Duration life) {
    state.codeLife = life;
    return this;
  }

  public ScriptedProvider accessTokensLive(Duration life) {
    state.accessLife = life;
    return this;
  }

  public ScriptedProvider refreshTokensLive(Duration life) {
    state.refreshLife = life;
    return this;
  }

  /** Moves the provider's clock ahead, so that codes and tokens age. */
  public ScriptedProvider letsPass(Duration time) {
    state.letPass(time);
    return this;
  }

  // --- what goes wrong

  public ScriptedProvider authorizesOnce(AuthorizeAnswer answer) {
    state.nextAuthorizeAnswers.addLast(answer);
    return this;
  }

  public ScriptedProvider authorizesAlways(AuthorizeAnswer answer) {
    state.authorizeAnswer = answer;
    return this;
  }

  public Script authorize() {
    return at(AUTHORIZE);
  }

  public Script token() {
    return at(TOKEN);
  }

  public Script revocation() {
    return at(REVOKE);
  }

  public Script userinfo() {
    return at(USERINFO);
  }

  public Script api() {
    return at(API);
  }

  /** The script of any path; one that the provider does not have is 404 until scripted. */
  public Script at(String path) {
    return scripts.computeIfAbsent(path, ignored -> new Script());
  }

  public ScriptedProvider delayToken(Duration delay) {
    token().delays(delay);
    return this;
  }

  /** The user withdraws consent at the provider: every token of that person dies. */
  public ScriptedProvider forgets(Person person) {
    state.ledger.revokeWhere(token -> token.grant().person().equals(person), state.now());
    return this;
  }

  /** Drops every connection and refuses new ones; a caller's pooled connection just ends. */
  public void goesDown() {
    server.goDown();
  }

  /** Listens again, on the same port, with all that it knew. */
  public void comesBack() {
    server.comeBack();
  }

  // --- what happened

  public TokenLedger ledger() {
    return state.ledger;
  }

  public List<ReceivedRequest> requests() {
    return server.requests();
  }

  public List<ReceivedRequest> requestsTo(String path) {
    return requests().stream().filter(request -> request.path().equals(path)).toList();
  }

  /** Token requests of one grant type, oldest first. */
  public List<ReceivedRequest> grants(String grantType) {
    return requestsTo(TOKEN).stream()
        .filter(request -> request.form("grant_type").equals(Optional.of(grantType)))
        .toList();
  }

  public ReceivedRequest lastRequestTo(String path) {
    return requestsTo(path).getLast();
  }

  public boolean awaitRequests(String path, int count, Duration atMost) {
    return server.awaitRequests(path, count, atMost);
  }

  public int connections() {
    return server.connections();
  }

  public void forgetRequests() {
    server.forgetRequests();
  }

  @Override
  public void close() {
    server.close();
  }

  private Reply serve(ReceivedRequest request) {
    Function<ReceivedRequest, Reply> ordinary =
        endpoints.getOrDefault(request.path(), unknown -> Reply.oauthError(404, "not_found"));
    return at(request.path()).serve(request, ordinary);
  }
}
