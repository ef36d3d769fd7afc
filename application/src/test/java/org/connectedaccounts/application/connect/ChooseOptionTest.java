package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertInvalid;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.Objects;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.connect.SessionProgress.Choosing;
import org.connectedaccounts.domain.connect.SessionProgress.Option;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.Stage.Opened;
import org.junit.jupiter.api.Test;

class ChooseOptionTest {

  private static final Option ONE = new Option("s1", "One");
  private static final Option TWO = new Option("s2", "Two");

  private final Stage stage = new Stage();
  private final Opened session = stage.open("ann");

  ChooseOptionTest() {
    stage.stores.apps.offer(AppSketch.oauth("sites").choosing().define());
    stage.putClient(stage.operator, "sites", "c");
    stage.provider.options(ONE, TWO);
  }

  private void untilTheChoice() {
    Secret handle = stage.consent(session, "sites");
    assertRefused(Code.CHOICE_REQUIRED, () -> stage.complete(session, handle));
  }

  private SessionView choose(String option) {
    return stage.use.choose.handle(
        new ChooseOption.Command(session.holder(), session.id(), option));
  }

  private AccountId chosen(String option) {
    return Objects.requireNonNull(choose(option).account()).account().id();
  }

  @Test
  void completeThenTheSessionIsChoosingAndShowsTheOptions() {
    untilTheChoice();
    assertThat(stage.look(session).session().progress())
        .isInstanceOfSatisfying(
            Choosing.class, choosing -> assertThat(choosing.options()).containsExactly(ONE, TWO));
  }

  @Test
  void handleThenTheAccountStandsForTheChoice() {
    untilTheChoice();
    var account = chosen("s2");
    assertThat(stage.look(session).status()).isEqualTo("completed");
    assertThat(Stage.value(stage.vend(account), "site_id")).isEqualTo("s2");
    assertThat(stage.token(account)).isEqualTo("access-1");
    assertThat(stage.server.calls()).as("the code is spent once").hasSize(1);
  }

  @Test
  void handleThenTheAccountIsWhoConsentedAtTheChosenSite() {
    untilTheChoice();
    var account = stage.account(chosen("s2"));
    assertThat(account.identity()).isEqualTo(new Identity("u1/s2", "Uma", "uma@example.com"));
    assertThat(stage.vend(account.id()).auths()).containsOnlyKeys("oauth_access_token", "site_id");
  }

  @Test
  void handleWhenTheUserTakesLongThenTheGrantIsStillThere() {
    untilTheChoice();
    stage.later(Duration.ofMinutes(20));
    stage.stores.tables.run(() -> stage.stores.sessions.destroyExpired(100));
    assertThat(choose("s1").status()).isEqualTo("completed");
  }

  @Test
  void handleWhenNoSuchOptionThenRefuses() {
    untilTheChoice();
    assertInvalid(() -> choose("s3"), "/option");
  }

  @Test
  void handleWhenThereIsNothingToChooseThenRefuses() {
    assertRefused(Code.SESSION_STATE, () -> choose("s1"));
    untilTheChoice();
    choose("s1");
    assertRefused(Code.SESSION_STATE, () -> choose("s2"));
  }

  @Test
  void completeWhenChoosingThenSaysThatTheUserMustChoose() {
    untilTheChoice();
    assertRefused(Code.CHOICE_REQUIRED, () -> stage.complete(session, Secret.of("any")));
  }

  @Test
  void completeWhenThereIsOneOptionThenItIsTaken() {
    stage.provider.options(TWO);
    var account = stage.complete(session, stage.consent(session, "sites")).view().account();
    assertThat(Stage.value(stage.vend(account.id()), "site_id")).isEqualTo("s2");
  }

  @Test
  void completeWhenTheProviderListsNothingThenThereIsNoAccount() {
    stage.provider.options();
    Secret handle = stage.consent(session, "sites");
    assertRefused(Code.PROVIDER_ERROR, () -> stage.complete(session, handle));
    assertThat(stage.look(session).status()).isEqualTo("failed");
  }

  @Test
  void authorizeWhenChoosingThenBeginsAnew() {
    untilTheChoice();
    stage.authorize(session, "sites");
    assertRefused(Code.SESSION_STATE, () -> choose("s1"));
  }
}
