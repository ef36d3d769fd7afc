package org.connectedaccounts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.credentials.StubService.ACCOUNT;
import static org.connectedaccounts.credentials.StubService.LIFE;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.connectedaccounts.credentials.StubServer.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An app said 401. */
class RejectedCredentialTest {

  private static final int MANY = 100;

  private StubService service;
  private Credentials credentials;

  @BeforeEach
  void open() {
    service = new StubService();
    credentials = service.credentials();
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void rejectedThenTheServiceReplacesThatVersion() {
    Credential first = credentials.get(ACCOUNT);
    service.vends(2, LIFE);
    credentials.rejected(first);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(2);

    Asked refresh = service.server().last();
    assertThat(refresh.method()).isEqualTo("POST");
    assertThat(refresh.target()).isEqualTo("/v1/accounts/acc_one/refresh");
    assertThat(refresh.header("Content-type")).isEqualTo("application/json");
    assertThat(refresh.body()).isEqualTo("{\"rejected_version\":1}");
    credentials.get(ACCOUNT);
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void rejectedWhenManySaySoThenReplacedOnce() throws Exception {
    Credential first = credentials.get(ACCOUNT);
    service.vends(2, LIFE);
    Set<Long> versions =
        new HashSet<>(
            Threads.each(
                MANY,
                () -> {
                  credentials.rejected(first);
                  return credentials.get(ACCOUNT).version();
                }));
    assertThat(versions).containsExactly(2L);
    assertThat(posts()).hasSize(1);
  }

  @Test
  void rejectedWhenItWasReplacedMeanwhileThenNotAgain() {
    Credential first = credentials.get(ACCOUNT);
    service.letPass(LIFE);
    service.vends(2, LIFE);
    credentials.get(ACCOUNT);
    credentials.rejected(first);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(2);
    assertThat(posts()).isEmpty();
  }

  @Test
  void rejectedWhenJustReplacedThenNotReplacedAgainForTenSeconds() {
    credentials.rejected(credentials.get(ACCOUNT));
    service.vends(2, LIFE);
    Credential second = credentials.get(ACCOUNT);
    credentials.rejected(second);
    assertThat(credentials.get(ACCOUNT)).isSameAs(second);
    service.letPass(Duration.ofSeconds(10));
    credentials.rejected(second);
    service.vends(3, LIFE);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(3);
    assertThat(posts()).hasSize(2);
  }

  @Test
  void rejectedWhenTheServiceHasNoOtherThenThatOneServesOn() {
    credentials.rejected(credentials.get(ACCOUNT));
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
    assertThat(posts()).hasSize(1);
  }

  @Test
  void rejectedWhenAReadIsUnderWayThatBringsItAgainThenReplacedAfterIt() {
    Credential first = credentials.get(ACCOUNT);
    service.letPass(LIFE.minusSeconds(30));
    var go = new CountDownLatch(1);
    service
        .server()
        .answers(
            request -> {
              CredentialsTest.await(go);
              return service.token(request.method().equals("POST") ? 2 : 1, LIFE);
            });
    CompletableFuture<Credential> read = credentials.ask(ACCOUNT);
    credentials.rejected(first);
    go.countDown();
    assertThat(read.join().version()).isEqualTo(1);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(2);
  }

  @Test
  void rejectedWhenForgottenMeanwhileThenStillReplaced() {
    Credential first = credentials.get(ACCOUNT);
    credentials.forget(ACCOUNT);
    credentials.rejected(first);
    credentials.get(ACCOUNT);
    assertThat(posts()).hasSize(1);
  }

  @Test
  void rejectedWhenTheServiceDoesNotAnswerThenNotServedAgain() {
    Credential first = credentials.get(ACCOUNT);
    credentials.rejected(first);
    service.server().answers(StubService.problem(503, "unavailable"));
    assertThatThrownBy(() -> credentials.get(ACCOUNT))
        .isInstanceOfSatisfying(
            CredentialException.class, why -> assertThat(why.code()).isEqualTo("unavailable"));
    service.vends(2, LIFE);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(2);
  }

  private List<Asked> posts() {
    return service.asked().stream().filter(request -> request.method().equals("POST")).toList();
  }
}
