package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageUseCases;
import org.junit.jupiter.api.Test;

/** What a replica does without being asked: ahead of need, and before a stop. */
class RefreshAheadTest {

  private final Stage stage = new Stage();
  private final StageUseCases other =
      new StageUseCases(stage.stores, stage.stores.accounts, stage.stores.links);

  /** With an access token that is over. */
  private AccountId expired() {
    var account = stage.connect("ann", "chat");
    stage.server.forget();
    stage.later(Duration.ofMinutes(61));
    return account;
  }

  @Test
  void drainWhenAReplicaStopsThenItBeginsNothingAndOthersDo() {
    var account = expired();
    new DrainRefreshes(stage.use.refreshes.running).handle(Duration.ofSeconds(1));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.server.calls()).isEmpty();
    assertThat(
            Stage.value(
                other.getCredentials.handle(
                    new GetCredentials.Command(stage.key, account, Duration.ZERO, null)),
                "oauth_access_token"))
        .isEqualTo("access-2");
    assertThat(stage.stores.attempts.states(stage.workspace, account))
        .containsExactly("ABANDONED", "COMMITTED");
  }

  @Test
  void drainWhenAReplicaStopsThenItTakesNoAccountThatIsDue() {
    var account = expired();
    new DrainRefreshes(stage.use.refreshes.running).handle(Duration.ofSeconds(1));

    assertThat(stage.use.refreshes.refreshDue.handle()).isZero();

    assertThat(other.refreshes.refreshDue.handle()).isEqualTo(1);
    awaitGeneration(account);
  }

  @Test
  void refreshAheadWhenAccountsAreDueThenTheyAreFreshBeforeAnybodyAsks() {
    var account = expired();

    assertThat(stage.use.refreshes.refreshDue.handle()).isEqualTo(1);

    awaitGeneration(account);
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.calls()).hasSize(1);
    assertThat(stage.use.refreshes.refreshDue.handle()).isZero();
  }

  @Test
  void refreshAheadWhenAProviderAnswersNothingThenAccountsOfOthersAreRefreshedAllTheSame() {
    var stuck = new CountDownLatch(1);
    var never = IntStream.range(0, 12).mapToObj(i -> stage.connect("user-" + i, "chat")).toList();
    stage.later(Duration.ofMinutes(61));
    never.forEach(_ -> stage.server.answer(() -> unanswered(stuck)));
    for (int i = 0; i < 4; i++) {
      stage.use.refreshes.refreshDue.handle();
      stage.later(Duration.ofSeconds(2));
    }
    stage.server.recovers();

    stage.stores.apps.offer(AppSketch.oauth("wiki").define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.later(Duration.ofMinutes(61));
    stage.use.refreshes.refreshDue.handle();

    awaitGeneration(account);
    stuck.countDown();
  }

  private static TokenAnswer unanswered(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Unknown(null, "deadline");
  }

  @Test
  void refreshAheadWhenACredentialDoesNotOpenThenTheOperatorIsTold() {
    expired();
    stage.stores.vault.damage(stage.workspace);

    stage.use.refreshes.refreshDue.handle();

    await(() -> !stage.use.refreshes.warnings.isEmpty());
    assertThat(stage.use.refreshes.warnings)
        .singleElement()
        .satisfies(told -> assertThat(told).startsWith("its refresh failed: "));
  }

  private void awaitGeneration(AccountId account) {
    await(() -> stage.account(account).generation() == 2);
    assertThat(stage.account(account).generation()).isEqualTo(2);
  }

  private static void await(BooleanSupplier done) {
    for (int i = 0; i < 200 && !done.getAsBoolean(); i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
