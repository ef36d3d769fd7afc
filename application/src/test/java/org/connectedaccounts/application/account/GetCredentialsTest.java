package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

class GetCredentialsTest {

  private static final Duration ALMOST = Duration.ofMinutes(56);
  private static final Duration OVER = Duration.ofMinutes(61);

  private final Stage stage = new Stage();

  /** With a token that lives an hour; what was said so far is forgotten. */
  private AccountId connected() {
    var account = stage.connect("ann", "chat");
    stage.server.forget();
    return account;
  }

  @Test
  void handleWhenFreshThenNobodyIsAsked() {
    var account = connected();
    var credential = stage.vend(account);
    assertThat(Stage.value(credential, "oauth_access_token")).isEqualTo("access-1");
    assertThat(credential.version()).isEqualTo("1");
    assertThat(credential.expiresAt()).isEqualTo(stage.stores.tables.now().plusSeconds(3600));
    assertThat(credential.toString()).doesNotContain("access-1", "refresh-1");
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleThenTheRefreshTokenIsNeverGiven() {
    assertThat(stage.vend(connected()).auths()).containsOnlyKeys("oauth_access_token");
  }

  @Test
  void handleWhenLessThanFiveMinutesAreLeftThenRefreshes() {
    var account = connected();
    stage.later(Duration.ofMinutes(55));
    assertThat(stage.token(account)).isEqualTo("access-1");
    stage.later(Duration.ofSeconds(1));
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.said()).containsExactly("refresh refresh-1");
    assertThat(stage.account(account).times().lastRefreshedAt())
        .isEqualTo(stage.stores.tables.now());
  }

  @Test
  void handleWhenTheDefinitionNamesAMarginThenThatOne() {
    stage.stores.apps.offer(AppSketch.oauth("slow").margin(Duration.ofMinutes(20)).define());
    stage.putClient(stage.operator, "slow", "c");
    var account = stage.connect("ann", "slow");
    stage.later(Duration.ofMinutes(41));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void handleWhenTokensAreShortLivedThenTheMarginIsHalfTheirLife() {
    stage.server.lifetime(Duration.ofSeconds(60));
    var account = connected();
    stage.later(Duration.ofSeconds(30));
    assertThat(stage.token(account)).isEqualTo("access-1");
    stage.later(Duration.ofSeconds(1));
    assertThat(stage.token(account)).isEqualTo("access-2");
    stage.later(Duration.ofSeconds(30));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void handleWhenTheCallerNeedsLongerThenRefreshes() {
    var account = connected();
    stage.later(Duration.ofMinutes(40));
    var credential = stage.vend(account, Duration.ofMinutes(30));
    assertThat(Stage.value(credential, "oauth_access_token")).isEqualTo("access-2");
  }

  @Test
  void handleWhenNoTokenLivesThatLongThenGivesTheLongestThereIs() {
    var account = connected();
    stage.later(Duration.ofMinutes(10));
    var credential = stage.vend(account, Duration.ofHours(2));
    assertThat(Stage.value(credential, "oauth_access_token")).isEqualTo("access-2");
  }

  @Test
  void handleWhenNobodyKnowsAnEndThenTheTokenDoesNotExpire() {
    stage.server.lifetime(null);
    var account = connected();
    stage.later(Duration.ofDays(400));
    assertThat(stage.token(account)).isEqualTo("access-1");
    assertThat(stage.vend(account).expiresAt()).isNull();
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenNoRefreshTokenComesBackThenTheOldOneStays() {
    var account = connected();
    stage.server.answer(stage.server.issue("access-2", null));
    stage.later(ALMOST);
    stage.vend(account);
    stage.later(ALMOST);
    stage.vend(account);
    assertThat(stage.server.said()).containsExactly("refresh refresh-1", "refresh refresh-1");
  }

  @Test
  void handleWhenARefreshTokenComesBackThenItIsUsedNext() {
    var account = connected();
    stage.later(ALMOST);
    stage.vend(account);
    stage.later(ALMOST);
    stage.vend(account);
    assertThat(stage.server.said()).containsExactly("refresh refresh-1", "refresh refresh-2");
  }

  @Test
  void handleWhenFiftyAskAtOnceThenTheProviderIsAskedOnce() throws Exception {
    var account = connected();
    stage.later(OVER);
    var started = new CountDownLatch(50);
    stage.server.answer(
        () -> {
          awaitQuietly(started);
          return stage.server.issue();
        });
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      calls.add(
          () -> {
            started.countDown();
            return stage.token(account);
          });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tokens = new HashSet<String>();
      for (Future<String> token : threads.invokeAll(calls)) {
        tokens.add(token.get());
      }
      assertThat(tokens).containsExactly("access-2");
    }
    assertThat(stage.server.said()).containsExactly("refresh refresh-1");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void handleWhenAnErrorComesLateThenItDoesNotKillTheNewerGeneration() {
    var account = connected();
    stage.later(OVER);
    stage.server.answer(
        () -> {
          stage.connect("ann", "chat");
          return new Refused(400, "invalid_grant", null);
        });
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void handleWhenAnAnswerComesLateThenItDoesNotReplaceTheNewerGeneration() {
    var account = connected();
    stage.later(OVER);
    stage.server.answer(
        () -> {
          stage.connect("ann", "chat");
          return stage.server.issue("late", "late");
        });
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.account(account).generation()).isEqualTo(2);
  }

  @Test
  void handleWhenRemovedMeanwhileThenItStaysRemoved() {
    var account = connected();
    stage.later(OVER);
    stage.server.answer(
        () -> {
          stage.stores.tables.run(() -> stage.stores.accounts.remove(stage.workspace, account));
          return stage.server.issue();
        });
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> stage.vend(account));
    assertThat(stage.stores.accounts.find(stage.workspace, account)).isEmpty();
  }

  @Test
  void handleWhenTheDefinitionWasCorrectedThenTheProviderIsCalledAsItSaysNow() {
    var account = connected();
    stage.stores.apps.offer(
        AppSketch.oauth("chat").version("2").tokenUrl("https://new.example/t").define());
    stage.later(ALMOST);
    stage.vend(account);
    assertThat(stage.server.last().endpoint().method().scheme().toString())
        .contains("new.example/t");
  }

  @Test
  void handleWhenTheAppIsNoLongerOfferedThenTheAccountLivesOn() {
    var account = connected();
    stage.stores.apps.withdraw("chat");
    stage.later(ALMOST);
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void handleThenGrantsLimitsAreKnown() {
    stage.stores.apps.offer(
        AppSketch.oauth("short").limits(Duration.ofDays(60), Duration.ofDays(365)).define());
    stage.putClient(stage.operator, "short", "c");
    var account = stage.connect("ann", "short");
    assertThat(stage.account(account).times().willDieAt())
        .isEqualTo(stage.stores.tables.now().plus(Duration.ofDays(365)));
    var generation =
        stage.stores.accounts.findWithCredential(stage.workspace, account).orElseThrow();
    assertThat(generation.credential().refreshIdleDeadline())
        .isEqualTo(stage.stores.tables.now().plus(Duration.ofDays(60)));
  }

  @Test
  void handleWhenKeysAreAClientThenAskedAgainWithThem() {
    stage.stores.apps.offer(AppSketch.clientCredentials("pay").define());
    var fields = Map.of("client_id", "c-1", "client_secret", "s");
    var account =
        stage.create(command -> command, "pay", fields, new Owner(null, false)).view().account();
    stage.later(OVER);
    assertThat(stage.token(account.id())).isEqualTo("access-2");
    var client = stage.server.last().endpoint().client();
    assertThat(Objects.requireNonNull(client.secret()).reveal()).isEqualTo("s");
    stage.later(OVER);
    stage.server.answer(new Refused(401, "invalid_client", null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account.id()));
    assertThat(stage.account(account.id()).status().reason()).isEqualTo(Reason.KEY_REJECTED);
  }

  @Test
  void handleThenTheReadIsNotedWithItsPurpose() {
    var account = connected();
    stage.use.getCredentials.handle(
        new GetCredentials.Command(stage.key, account, Duration.ZERO, "run-7"));
    assertThat(stage.stores.journal.reads())
        .singleElement()
        .satisfies(
            read -> {
              assertThat(read.account()).isEqualTo(account);
              assertThat(read.purpose()).isEqualTo("run-7");
            });
  }

  @Test
  void handleWhenNothingIsGivenThenNoReadIsNoted() {
    var account = connected();
    stage.later(OVER);
    stage.server.answer(new Unknown(null, "reset"));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.stores.journal.reads()).isEmpty();
  }

  @Test
  void handleWhenAskedForAsLongALifeAsTokensHaveThenNotEveryReadRefreshes() {
    var account = stage.connect("ann", "chat");
    stage.server.forget();
    for (int i = 0; i < 5; i++) {
      stage.later(Duration.ofMinutes(1));
      stage.vend(account, Duration.ofHours(24));
    }
    assertThat(stage.server.calls()).isEmpty();

    stage.later(Duration.ofMinutes(2));
    stage.vend(account, Duration.ofHours(24));
    assertThat(stage.server.calls()).hasSize(1);
  }

  @Test
  void handleWhenTheOperatorsKeyIsOutOfReachThenATokenThatLivesIsGiven() {
    var account = connected();
    stage.stores.vault.loseReach(WorkspaceId.OPERATOR);
    stage.later(ALMOST);
    assertThat(stage.token(account)).isEqualTo("access-1");

    stage.later(OVER);
    assertThatExceptionOfType(KeyEncryptionKeys.Unreachable.class)
        .isThrownBy(() -> stage.token(account));
    assertThat(stage.server.calls()).isEmpty();
  }
}
