package org.connectedaccounts.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Issues counted tokens that live an hour, unless told to answer otherwise; remembers every call,
 * and throws where a unit of work is active.
 */
public final class FakeAuthorizationServer implements AuthorizationServer {

  /** What was asked: {@code code}, {@code refresh}, {@code client} or {@code revoke}. */
  public record Call(
      String kind, Endpoint endpoint, @Nullable String token, @Nullable Proof proof) {

    String describe() {
      return kind + " " + token;
    }
  }

  /** What went along with a code. */
  public record Proof(String redirectUri, @Nullable String verifier) {}

  private final InMemoryTables tables;
  private final List<Call> calls = new ArrayList<>();
  private final Deque<Supplier<TokenAnswer>> script = new ArrayDeque<>();
  private @Nullable Identity identity = new Identity("u1", "Uma", "uma@example.com");
  private @Nullable Duration lifetime = Duration.ofHours(1);
  private RevocationAnswer revocation = RevocationAnswer.REVOKED;
  private final Map<String, RevocationAnswer> revocations = new HashMap<>();
  private Runnable revoking = () -> {};
  private Runnable connecting = () -> {};
  private int issued;
  private @Nullable Duration deadline;

  public FakeAuthorizationServer(InMemoryTables tables) {
    this.tables = tables;
  }

  /** The next call is answered so. */
  public synchronized void answer(TokenAnswer next) {
    answer(() -> next);
  }

  /** The next call is answered so; what the supplier does happens while the provider is busy. */
  public synchronized void answer(Supplier<TokenAnswer> next) {
    script.add(next);
  }

  /** Who consents from now on. */
  public synchronized void consenting(@Nullable Identity next) {
    identity = next;
  }

  /** How long new tokens live; null: the answer does not say. */
  public synchronized void lifetime(@Nullable Duration next) {
    lifetime = next;
  }

  public synchronized void revocation(RevocationAnswer next) {
    revocation = next;
  }

  /** How it answers to the revocation of this refresh token. */
  public synchronized void revocation(String token, RevocationAnswer next) {
    revocations.put(token, next);
  }

  /** What happens while the provider is busy with a revocation. */
  public synchronized void whileRevoking(Runnable meanwhile) {
    revoking = meanwhile;
  }

  /**
   * What happens once, between the decision to refresh or revoke and the first byte of the request.
   */
  public synchronized void whileConnecting(Runnable meanwhile) {
    connecting = meanwhile;
  }

  private synchronized Runnable connecting() {
    Runnable once = connecting;
    connecting = () -> {};
    return once;
  }

  private synchronized void waited(Duration next) {
    deadline = next;
  }

  /** How long the last refresh would have waited for its answer. */
  public synchronized @Nullable Duration deadline() {
    return deadline;
  }

  public synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Such as {@code refresh refresh-1}. */
  public synchronized List<String> said() {
    return calls.stream().map(Call::describe).toList();
  }

  public synchronized Call last() {
    return calls.getLast();
  }

  public synchronized void forget() {
    calls.clear();
  }

  /** What was planned to be answered no longer is. */
  public synchronized void recovers() {
    script.clear();
  }

  /** What it issues by itself. */
  public synchronized Issued issue() {
    issued++;
    return issue("access-" + issued, "refresh-" + issued);
  }

  public synchronized Issued issue(String access, @Nullable String refresh) {
    return new Issued(
        Map.of("oauth_access_token", new IssuedToken(Secret.of(access), lifetime)),
        refresh == null ? null : Secret.of(refresh),
        null,
        Map.of(),
        identity);
  }

  @Override
  public TokenAnswer exchangeCode(
      Endpoint endpoint, Secret code, String redirectUri, @Nullable Secret codeVerifier) {
    var proof = new Proof(redirectUri, codeVerifier == null ? null : codeVerifier.reveal());
    return token(new Call("code", endpoint, code.reveal(), proof));
  }

  @Override
  public TokenAnswer refresh(
      Endpoint endpoint, Secret refreshToken, List<String> scopes, Sending sending) {
    connecting().run();
    waited(sending.deadline());
    if (!sending.allowed().getAsBoolean()) {
      return new NotSent(Egress.Cause.DEADLINE);
    }
    return token(new Call("refresh", endpoint, refreshToken.reveal(), null));
  }

  @Override
  public TokenAnswer clientCredentials(Endpoint endpoint, List<String> scopes) {
    return token(new Call("client", endpoint, endpoint.client().clientId(), null));
  }

  @Override
  public synchronized RevocationAnswer revoke(Endpoint endpoint, BooleanSupplier allowed) {
    connecting().run();
    if (!allowed.getAsBoolean()) {
      return RevocationAnswer.UNAVAILABLE;
    }
    var token = endpoint.known().refreshToken();
    String revealed = token == null ? null : token.reveal();
    record(new Call("revoke", endpoint, revealed, null));
    revoking.run();
    return revocations.getOrDefault(String.valueOf(revealed), revocation);
  }

  private TokenAnswer token(Call call) {
    record(call);
    return next().get();
  }

  private synchronized void record(Call call) {
    if (tables.isWorking()) {
      throw new IllegalStateException("a network call inside a unit of work");
    }
    calls.add(call);
  }

  private synchronized Supplier<TokenAnswer> next() {
    Supplier<TokenAnswer> next = script.poll();
    return next == null ? this::issue : next;
  }
}
