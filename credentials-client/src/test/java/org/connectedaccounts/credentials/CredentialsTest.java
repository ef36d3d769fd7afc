package org.connectedaccounts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.connectedaccounts.credentials.StubService.ACCOUNT;
import static org.connectedaccounts.credentials.StubService.LIFE;
import static org.connectedaccounts.credentials.StubService.TOKEN;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is asked for, what is kept, and for how long. */
class CredentialsTest {

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
  void getThenWhatTheServiceVends() {
    Credential credential = credentials.get(ACCOUNT);

    assertThat(credential.value("oauth_access_token")).isEqualTo(TOKEN + 1);
    assertThat(credential.type()).isEqualTo("oauth2");
    assertThat(credential.version()).isEqualTo(1);
    assertThat(credential.scopes()).containsExactly("read");
    assertThat(credential.expiresAt()).contains(Instant.parse("2026-11-27T11:00:00Z"));
    assertThat(service.server().last().method()).isEqualTo("GET");
    assertThat(service.server().last().target())
        .isEqualTo("/v1/accounts/acc_one/credentials?min_ttl=60");
    assertThat(service.server().last().header("Authorization"))
        .isEqualTo("Bearer " + StubService.KEY);
  }

  @Test
  void getWhenFreshThenNobodyIsAsked() {
    credentials.get(ACCOUNT);
    service.letPass(LIFE.minusSeconds(61));
    credentials.get(ACCOUNT);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void getWhenItsEndIsNearThenAnotherOne() {
    credentials.get(ACCOUNT);
    service.letPass(LIFE.minusSeconds(60));
    service.vends(2, LIFE);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(2);
  }

  @Test
  void getWhenItLivesShorterThanTheMarginThenKeptForHalfOfIt() {
    service.vends(1, Duration.ofSeconds(40));
    credentials.get(ACCOUNT);
    service.letPass(Duration.ofSeconds(19));
    credentials.get(ACCOUNT);
    assertThat(service.asked()).hasSize(1);
    service.letPass(Duration.ofSeconds(1));
    credentials.get(ACCOUNT);
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void getWhenItHasNoEndThenKeptForAMinute() {
    service.vendsKey();
    assertThat(credentials.get(ACCOUNT).expiresAt()).isEmpty();
    service.letPass(Duration.ofSeconds(59));
    credentials.get(ACCOUNT);
    assertThat(service.asked()).hasSize(1);
    service.letPass(Duration.ofSeconds(1));
    credentials.get(ACCOUNT);
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void getWhenManyAtOnceThenOneCall() throws Exception {
    var asked = new CountDownLatch(1);
    service
        .server()
        .answers(
            any -> {
              await(asked);
              return service.token(1, LIFE);
            });
    CompletableFuture<Void> later =
        CompletableFuture.runAsync(
            asked::countDown, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
    Set<Long> versions =
        new HashSet<>(Threads.each(MANY, () -> credentials.get(ACCOUNT).version()));
    later.join();

    assertThat(versions).containsExactly(1L);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void getWhenAnotherAccountIsWaitedForThenNotHeldUp() {
    var never = new CountDownLatch(1);
    service
        .server()
        .answers(
            request -> {
              if (request.target().contains("acc_slow")) {
                await(never);
              }
              return service.token(1, LIFE);
            });
    CompletableFuture<Credential> slow = credentials.ask("acc_slow");
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
    assertThat(slow).isNotDone();
    never.countDown();
    assertThat(slow.join().version()).isEqualTo(1);
  }

  @Test
  void askWhenOneCallerGivesUpThenTheOthersAreServed() {
    var go = new CountDownLatch(1);
    service
        .server()
        .answers(
            any -> {
              await(go);
              return service.token(1, LIFE);
            });
    CompletableFuture<Credential> first = credentials.ask(ACCOUNT);
    CompletableFuture<Credential> second = credentials.ask(ACCOUNT);
    assertThat(first.cancel(true)).isTrue();
    go.countDown();
    assertThat(second.join().version()).isEqualTo(1);
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void getWhenInterruptedThenItSaysSoAndStaysInterrupted() {
    var go = new CountDownLatch(1);
    service
        .server()
        .answers(
            any -> {
              await(go);
              return service.token(1, LIFE);
            });
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> credentials.get(ACCOUNT))
        .isInstanceOfSatisfying(
            CredentialException.class, why -> assertThat(why.code()).isEqualTo("interrupted"));
    assertThat(Thread.interrupted()).isTrue();
    go.countDown();
  }

  @Test
  void forgetThenAskedAgain() {
    credentials.get(ACCOUNT);
    credentials.forget(ACCOUNT);
    credentials.get(ACCOUNT);
    assertThat(service.asked()).hasSize(2);
  }

  @Test
  void getWhenMoreAccountsThanAreKeptThenThoseUsedLastAre() {
    Credentials few = service.builder().accounts(2).build();
    for (String account : List.of("acc_a", "acc_b", "acc_a", "acc_c", "acc_a", "acc_b")) {
      few.get(account);
    }
    assertThat(service.asked().stream().map(request -> request.target().substring(13, 18)))
        .containsExactly("acc_a", "acc_b", "acc_c", "acc_b");
  }

  @Test
  void getWhenForAPurposeThenTheServiceHearsIt() {
    credentials.forPurpose("run-1234").get(ACCOUNT);
    assertThat(service.server().last().header("Purpose")).isEqualTo("run-1234");
    credentials.get(ACCOUNT);
    assertThat(service.asked()).as("what is kept is kept for all").hasSize(1);
    assertThatThrownBy(() -> credentials.forPurpose("x".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> credentials.forPurpose("a\r\nb: c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void getWhenAnOperatorAsksThenInTheWorkspace() {
    service.builder().workspace("ws_1").build().get(ACCOUNT);
    assertThat(service.server().last().header("Workspace")).isEqualTo("ws_1");
  }

  @Test
  void getWhenTheKeyIsReplacedThenTheNewOneIsSent() {
    var keys = List.of("cak_first", "cak_second").iterator();
    Credentials rotating = service.builder().key(keys::next).build();
    rotating.get(ACCOUNT);
    rotating.get("acc_two");
    assertThat(service.server().last().header("Authorization")).isEqualTo("Bearer cak_second");
  }

  @Test
  void accountWhenItCannotBeOneThenNotAskedForNorRepeated() {
    for (String account : List.of("", "../keys", "acc_1?x", "acc 1", "a".repeat(65))) {
      assertThatThrownBy(() -> credentials.get(account))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("this is no id of an account");
    }
    assertThat(service.asked()).isEmpty();
  }

  static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
