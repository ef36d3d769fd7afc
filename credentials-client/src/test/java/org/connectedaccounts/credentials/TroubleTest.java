package org.connectedaccounts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.connectedaccounts.credentials.StubService.ACCOUNT;
import static org.connectedaccounts.credentials.StubService.LIFE;
import static org.connectedaccounts.credentials.StubService.TOKEN;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.connectedaccounts.credentials.StubServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service refuses, is in trouble, or is away. */
class TroubleTest {

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
  void getWhenTheServiceIsAwayThenWhatLivesIsServedUntilItsEnd() {
    credentials.get(ACCOUNT);
    service.letPass(LIFE.minusSeconds(30));
    service.close();
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
    service.letPass(Duration.ofSeconds(29));
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
    service.letPass(Duration.ofSeconds(1));
    CredentialException why = refused();
    assertThat(why.code()).isEqualTo("unreachable");
    assertThat(why.status()).isZero();
    assertThat(why.isTransient()).isTrue();
  }

  @Test
  void getWhenTheServiceIsAwayThenAKeyServesForTenMinutes() {
    service.vendsKey();
    credentials.get(ACCOUNT);
    service.close();
    service.letPass(Duration.ofSeconds(599));
    assertThat(credentials.get(ACCOUNT).value("api_key")).isEqualTo("s3cret-1");
    service.letPass(Duration.ofSeconds(1));
    assertThat(refused().code()).isEqualTo("unreachable");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503})
  void getWhenTheServiceIsInTroubleThenWhatLivesIsServedAndItIsLeftAloneForAMoment(int status) {
    nearItsEnd();
    service.server().answers(StubService.problem(status, "trouble"));
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
    assertThat(service.asked()).hasSize(2);
    service.letPass(Slot.BETWEEN_TRIES);
    service.vends(2, LIFE);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(2);
  }

  @Test
  void getWhenNothingLivesThenAFailureIsNotKept() {
    service.server().answers(StubService.problem(503, "provider_unavailable"));
    assertThat(refused().code()).isEqualTo("provider_unavailable");
    service.vends(1, LIFE);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void getWhenTheServiceAsksForAPauseThenItGetsIt(int status) {
    service.server().answers(StubService.problem(status, "later").with("Retry-After", "7"));
    assertThat(refused().retryAfter()).contains(Duration.ofSeconds(7));
    service.letPass(Duration.ofSeconds(6));
    CredentialException why = refused();
    assertThat(why.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(why.status()).isEqualTo(status);
    assertThat(service.asked()).hasSize(1);
    service.letPass(Duration.ofSeconds(1));
    service.vends(1, LIFE);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
  }

  @Test
  void getWhenTheServiceAsksForALongPauseThenHalfAMinute() {
    service.server().answers(StubService.problem(503, "later").with("Retry-After", "86400"));
    assertThat(refused().retryAfter()).contains(Duration.ofDays(1));
    service.letPass(Duration.ofSeconds(30));
    service.vends(1, LIFE);
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409})
  void getWhenRefusedThenWhatWasKeptIsOver(int status) {
    nearItsEnd();
    service.server().answers(StubService.problem(status, "no"));
    CredentialException why = refused();
    assertThat(why.code()).isEqualTo("no");
    assertThat(why.status()).isEqualTo(status);
    assertThat(why.detail()).contains("Why.");
    assertThat(why.accountId()).isEqualTo(ACCOUNT);
    assertThat(why.isTransient()).isFalse();
    service.server().answers(StubService.problem(503, "trouble"));
    assertThat(refused().code()).isEqualTo("trouble");
  }

  @Test
  void getWhenTheGrantIsDeadThenSaysWhy() {
    service
        .server()
        .answers(
            Answer.json(
                409,
                """
                {"type":"about:blank","title":"Conflict","status":409,"code":"account_unavailable",
                 "accounts":[{"account_id":"acc_one","app":"crm","status":"reauthorization_required",
                              "status_reason":"revoked"}]}\
                """));
    assertThat(refused().reason()).contains("revoked");
    assertThat(refused()).hasMessageContaining("account_unavailable (409) for acc_one [revoked]");
  }

  @Test
  void getWhenAGatewayAnswersThenTheAccountIsNotGivenUp() {
    nearItsEnd();
    service.server().answers(new Answer(404, Map.of(), "<html>no such site</html>"));
    assertThat(credentials.get(ACCOUNT).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>s3cret-token-1</html>",
        "{\"auths\":{\"oauth_access_token\":s3cret-token-1",
        "{\"auths\":{\"oauth_access_token\":\"s3cret-token-1\"}}",
        "{\"auths\":[\"s3cret-token-1\"],\"version\":1}",
        "{\"auths\":{},\"version\":1,\"expires_at\":\"s3cret-token-1\"}",
        "s3cret-token-1",
        ""
      })
  void getWhenTheAnswerIsNoneThenItSaysSoWithoutRepeatingIt(String body) {
    service.server().answers(new Answer(200, Map.of(), body));
    CredentialException why = refused();
    assertThat(why.code()).isEqualTo("answer_invalid");
    assertThat(printed(why)).doesNotContain("s3cret");
  }

  @Test
  void getWhenTheServiceHangsThenTimeout() {
    var never = new CountDownLatch(1);
    service
        .server()
        .answers(
            any -> {
              CredentialsTest.await(never);
              return service.token(1, LIFE);
            });
    credentials = service.builder().timeout(Duration.ofMillis(200)).build();
    assertThat(refused().code()).isEqualTo("timeout");
    never.countDown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3cret\n", "s3c\u00e9ret", " s3cret", ""})
  void getWhenTheKeyFitsNoHeaderThenItSaysSoWithoutRepeatingIt(String key) {
    credentials = service.builder().key(key).build();
    CredentialException why = refused();
    assertThat(why.code()).isEqualTo("key_unusable");
    assertThat(printed(why)).doesNotContain("s3c");
  }

  @Test
  void getWhenTheKeyCannotBeReadThenWhatLivesIsServed() {
    var first = new AtomicBoolean(true);
    credentials =
        service
            .builder()
            .key(
                () -> {
                  if (first.getAndSet(false)) {
                    return StubService.KEY;
                  }
                  throw new IllegalStateException("no file");
                })
            .build();
    credentials.get(ACCOUNT);
    service.letPass(LIFE.minusSeconds(30));
    assertThat(credentials.get(ACCOUNT).value("oauth_access_token")).isEqualTo(TOKEN + 1);
    service.letPass(Duration.ofSeconds(30));
    assertThat(refused()).hasRootCauseMessage("no file");
  }

  private void nearItsEnd() {
    credentials.get(ACCOUNT);
    service.letPass(LIFE.minusSeconds(30));
  }

  private CredentialException refused() {
    return catchThrowableOfType(CredentialException.class, () -> credentials.get(ACCOUNT));
  }

  private static String printed(Throwable why) {
    var text = new StringWriter();
    why.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
