package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.connectedaccounts.credentials.ConnectedAccountHttp;
import org.connectedaccounts.credentials.Credential;
import org.connectedaccounts.credentials.CredentialException;
import org.connectedaccounts.credentials.Credentials;
import org.connectedaccounts.credentials.CredentialsBuilder;
import org.connectedaccounts.credentials.Placement;
import org.connectedaccounts.credentials.quarkus.ConnectedAccountAuth;
import org.connectedaccounts.testing.Person;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.ScriptedProvider;
import org.connectedaccounts.testing.TokenAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller on the JVM: its client, the service, and the app that both have to do with. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class CredentialsClientJourneyTest {

  private static final int CALLERS = 100;
  private static final Duration LONGER_THAN_A_TOKEN_LIVES = Duration.ofHours(2);

  /** The app's API, as a caller with Quarkus writes it down. */
  @Path(ScriptedProvider.API)
  public interface AppApi {

    @GET
    String me(@HeaderParam(ConnectedAccountAuth.ACCOUNT) String account);

    @GET
    Uni<String> meLater(@HeaderParam(ConnectedAccountAuth.ACCOUNT) String account);
  }

  @Inject Vertx vertx;

  private Journey journey;
  private ScriptedProvider provider;
  private ServiceFront service;
  private Credentials credentials;

  @BeforeEach
  void open() {
    journey = new Journey();
    provider = journey.provider();
    service = new ServiceFront();
    credentials = at(journey.key()).build();
  }

  @AfterEach
  void close() {
    service.close();
    journey.close();
  }

  @Test
  void requestsThenTheyCarryATokenThatIsAskedForOnce() throws Exception {
    String account = journey.connected();
    for (int n = 0; n < 3; n++) {
      assertThat(callApp(account)).isEqualTo(200);
    }
    assertThat(service.asked("GET")).hasSize(1);
    assertThat(credentials.get(account).value("oauth_access_token"))
        .isEqualTo(journey.accessToken(account));
  }

  @Test
  void tokenWhenItsEndIsNearThenAnotherOneBeforeThat() throws Exception {
    provider.tokenAnswers(TokenAnswer.standard().expiresIn(8));
    String account = journey.connected();
    Credential first = credentials.get(account);
    Thread.sleep(Duration.ofSeconds(4).plusMillis(100));
    Credential second = credentials.get(account);

    assertThat(second.version()).isGreaterThan(first.version());
    assertThat(second.expiresAt().orElseThrow()).isAfter(first.expiresAt().orElseThrow());
    assertThat(callApp(account)).isEqualTo(200);
  }

  @Test
  void tokenWhenTheAppRejectsItThenRefreshedOnceForAllAndTheyAreRepeated() throws Exception {
    String account = journey.connected();
    credentials.get(account);
    provider.letsPass(LONGER_THAN_A_TOKEN_LIVES);
    Callable<Integer> call = () -> callApp(account);
    Set<Integer> answers = new HashSet<>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each : callers.invokeAll(Collections.nCopies(CALLERS, call))) {
        answers.add(each.get());
      }
    }
    assertThat(answers).containsExactly(200);
    assertThat(service.asked("POST")).hasSize(1);
    assertThat(provider.grants("refresh_token")).hasSize(1);
  }

  @Test
  void accountWhenRemovedThenItSaysSo() throws Exception {
    String account = journey.connected();
    assertThat(callApp(account)).isEqualTo(200);
    journey.delete(account).then().statusCode(200);
    assertCode("account_not_found", () -> callApp(account));
    assertCode("account_not_found", () -> credentials.get(account));
  }

  @Test
  void accountWhenItsGrantIsDeadThenItSaysWhy() throws Exception {
    String account = journey.connected();
    assertThat(callApp(account)).isEqualTo(200);
    provider.forgets(Person.ADA);
    assertThatThrownBy(() -> callApp(account))
        .isInstanceOfSatisfying(
            CredentialException.class,
            why -> {
              assertThat(why.code()).isEqualTo("account_unavailable");
              assertThat(why.reason()).contains("revoked");
              assertThat(why.isTransient()).isFalse();
            });
  }

  @Test
  void keyWhenItIsNoneThenItSaysSo() {
    String account = journey.connected();
    Credentials stranger = at("cak_nobody").build();
    assertCode("unauthenticated", () -> stranger.get(account));
  }

  @Test
  void providerWhenItAsksForAPauseThenTheServiceIsLeftAloneToo() throws Exception {
    provider.tokenAnswers(TokenAnswer.standard().expiresIn(1));
    String account = journey.connected();
    Thread.sleep(1100);
    provider.token().answersOnce(Reply.tooManyRequests(7));
    for (int n = 0; n < 3; n++) {
      assertThatThrownBy(() -> credentials.get(account))
          .isInstanceOfSatisfying(
              CredentialException.class,
              why -> {
                assertThat(why.code()).isEqualTo("provider_unavailable");
                assertThat(why.retryAfter().orElseThrow()).isPositive();
              });
    }
    assertThat(service.asked("GET")).hasSize(1);
  }

  @Test
  void keyOfAnAppWhenTheServiceIsAwayThenItServesOnInItsPlace() throws Exception {
    provider.acceptsApiKey("good-key");
    String account =
        journey
            .open(journey.put(AppDocument.key(provider)))
            .connectBy(Map.of("api_key", "good-key"));
    credentials = at(journey.key()).unexpiring(Duration.ofSeconds(1)).build();
    Placement placement = Placement.header("X-Api-Key", "api_key");
    assertThat(callApp(account, placement)).isEqualTo(200);
    Thread.sleep(1100);
    service.goesDown();
    assertThat(callApp(account, placement)).isEqualTo(200);
  }

  @Test
  void quarkusClientThenItsRequestsCarryTheTokenOfTheAccountTheyName() {
    String account = journey.connected();
    AppApi app = quarkusClient();
    assertThat(app.me(account)).contains(Person.ADA.subject());
    assertThat(app.me(account)).contains(Person.ADA.subject());
    assertThat(service.asked("GET")).hasSize(1);
    assertThat(provider.lastRequestTo(ScriptedProvider.API).header("Connected-Account")).isEmpty();
  }

  @Test
  void quarkusClientWhenTheTokenIsRejectedThenTheNextCallHasAnother() {
    String account = journey.connected();
    AppApi app = quarkusClient();
    app.me(account);
    provider.letsPass(LONGER_THAN_A_TOKEN_LIVES);
    assertThatThrownBy(() -> app.me(account))
        .isInstanceOfSatisfying(
            WebApplicationException.class,
            refused -> assertThat(refused.getResponse().getStatus()).isEqualTo(401));
    assertThat(app.me(account)).contains(Person.ADA.subject());
    assertThat(provider.grants("refresh_token")).hasSize(1);
  }

  @Test
  void quarkusClientWhenThereIsNoCredentialThenTheCallSaysWhy() {
    String account = journey.connected();
    journey.delete(account).then().statusCode(200);
    AppApi app = quarkusClient();
    assertThatThrownBy(() -> app.me(account))
        .satisfies(thrown -> assertThat(causeOf(thrown).code()).isEqualTo("account_not_found"));
    assertThat(provider.requestsTo(ScriptedProvider.API)).isEmpty();
  }

  @Test
  void quarkusClientWhenTheServiceIsSlowThenNoEventLoopWaits() throws Exception {
    String account = journey.connected();
    AppApi app = quarkusClient();
    CountDownLatch held = service.holds();
    Context loop = vertx.getOrCreateContext();
    var answer = new CompletableFuture<String>();
    loop.runOnContext(
        begin ->
            app.meLater(account).subscribe().with(answer::complete, answer::completeExceptionally));
    var meanwhile = new CompletableFuture<Boolean>();
    loop.runOnContext(next -> meanwhile.complete(Context.isOnEventLoopThread()));

    assertThat(meanwhile.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(answer).isNotDone();
    held.countDown();
    assertThat(answer.get(20, TimeUnit.SECONDS)).contains(Person.ADA.subject());
  }

  private CredentialsBuilder at(String key) {
    return Credentials.at(service.uri()).key(key);
  }

  private AppApi quarkusClient() {
    return QuarkusRestClientBuilder.newBuilder()
        .baseUri(provider.uri(""))
        .register(new ConnectedAccountAuth(credentials, Placement.bearer()))
        .build(AppApi.class);
  }

  private int callApp(String account) throws Exception {
    return callApp(account, Placement.bearer());
  }

  private int callApp(String account, Placement placement) throws Exception {
    var http = new ConnectedAccountHttp(credentials, placement, HttpClient.newHttpClient());
    HttpRequest request = HttpRequest.newBuilder(provider.uri(ScriptedProvider.API)).build();
    return http.send(account, request, BodyHandlers.discarding()).statusCode();
  }

  private static void assertCode(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CredentialException.class, why -> assertThat(why.code()).isEqualTo(code));
  }

  /** The call throws it itself, or as the cause. */
  private static CredentialException causeOf(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof CredentialException why) {
        return why;
      }
    }
    throw new AssertionError("no credential exception", thrown);
  }
}
