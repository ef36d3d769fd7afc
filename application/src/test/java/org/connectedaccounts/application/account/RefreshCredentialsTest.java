package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.ProviderApi.Verdict;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefreshCredentialsTest {

  private final Stage stage = new Stage();

  private AccountId connected() {
    var account = stage.connect("ann", "chat");
    stage.server.forget();
    return account;
  }

  private VendedCredential refresh(AccountId account, @Nullable String rejected) {
    return stage.use.refreshCredentials.handle(
        new RefreshCredentials.Command(stage.key, account, rejected, null));
  }

  @Test
  void handleWhenTheCurrentVersionWasRejectedThenRefreshesThoughTheTokenLives() {
    var account = connected();
    var fresh = refresh(account, "1");
    assertThat(Stage.value(fresh, "oauth_access_token")).isEqualTo("access-2");
    assertThat(fresh.version()).isEqualTo("2");
  }

  @Test
  void handleWhenAnOlderVersionWasRejectedThenTheNewerOneIsGiven() {
    var account = connected();
    refresh(account, "1");
    assertThat(refresh(account, "1").version()).isEqualTo("2");
    assertThat(refresh(account, "no version").version()).isEqualTo("2");
    assertThat(stage.server.calls()).hasSize(1);
  }

  @Test
  void handleWhenAHundredHadTheSameVersionRejectedThenOneRefresh() throws Exception {
    var account = connected();
    List<Callable<VendedCredential>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(() -> refresh(account, "1"));
    }
    try (var threads = Executors.newFixedThreadPool(16)) {
      for (Future<VendedCredential> given : threads.invokeAll(calls)) {
        assertThat(given.get().version()).isEqualTo("2");
      }
    }
    assertThat(stage.server.calls()).hasSize(1);
  }

  @Test
  void handleWhenNoVersionIsNamedThenRefreshesNow() {
    assertThat(refresh(connected(), null).version()).isEqualTo("2");
  }

  @Test
  void handleWhenTheProviderIsAwayThenARejectedTokenIsNotGivenAgain() {
    var account = connected();
    stage.server.answer(new Unknown(null, "reset"));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> refresh(account, "1"));
    stage.server.answer(new Unknown(null, "reset"));
    assertThat(refresh(account, null).version()).isEqualTo("1");
  }

  @Test
  void handleWhenTheGrantIsDeadThenNobodyIsAskedAgain() {
    var account = connected();
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> refresh(account, null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> refresh(account, null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> refresh(account, "1"));
    assertThat(stage.server.calls()).hasSize(1);
  }

  @Test
  void handleWhenTheAccountIsOfKeysThenItsProbeDecides() {
    var account = stage.mail("ann", false);
    assertThat(Stage.value(refresh(account, null), "mail_key")).isEqualTo("k-1");

    stage.provider.verdict(Verdict.REJECTED);
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> refresh(account, null));
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.KEY_REJECTED);
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));

    stage.provider.verdict(Verdict.ACCEPTED);
    refresh(account, null);
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
    assertThat(told())
        .containsExactly(
            Event.Type.CONNECTED, Event.Type.REAUTHORIZATION_REQUIRED, Event.Type.RECOVERED);
  }

  private List<Event.Type> told() {
    return stage.stores.events.after(stage.workspace, new Events.Position(0, 0), 100).stream()
        .map(told -> told.event().type())
        .toList();
  }

  @Test
  void handleWhenThereIsNoRefreshTokenThenTheProbeDecides() {
    stage.server.lifetime(null);
    stage.server.answer(stage.server.issue("access-1", null));
    var account = connected();
    assertThat(refresh(account, "1").version()).isEqualTo("1");

    stage.provider.verdict(Verdict.REJECTED);
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> refresh(account, "1"));
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.NO_REFRESH_TOKEN);
    assertThat(stage.server.calls()).isEmpty();

    int asked = stage.provider.calls().size();
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> refresh(account, "1"));
    assertThat(stage.provider.calls()).hasSize(asked);
  }

  @Test
  void handleWhenTheProbeSaysNothingThenTheKeyStandsAsItWas() {
    var account = stage.mail("ann", false);
    stage.provider.verdict(Verdict.UNREACHABLE);
    assertRefused(Code.VERIFICATION_UNAVAILABLE, () -> refresh(account, null));
    stage.provider.verdict(Verdict.NO_PROBE);
    assertThat(refresh(account, null).version()).isEqualTo("1");
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
  }
}
