package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.connectedaccounts.application.account.RefreshCredentials;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers that refuse, pause or break down, as a reader sees it. */
class RefusedRefreshTest {

  private static final Duration ALMOST = Duration.ofMinutes(56);
  private static final Duration OVER = Duration.ofMinutes(61);

  private final Stage stage = new Stage();

  /** With a token that lives an hour; what was said so far is forgotten. */
  private AccountId connected() {
    var account = stage.connect("ann", "chat");
    stage.server.forget();
    return account;
  }

  @ParameterizedTest
  @CsvSource({
    "invalid_grant, The user revoked the token., REVOKED",
    "invalid_grant, refresh token already used, ROTATED_REUSE",
    "invalid_grant, Token reuse detected. All tokens of the family were revoked., ROTATED_REUSE",
    "invalid_grant, The token was reused. Sign in again or contact your administrator.,"
        + " ROTATED_REUSE",
    "invalid_grant, The token has been revoked by the user or an administrator., REVOKED",
    "invalid_grant, expired due to inactivity, EXPIRED_IDLE",
    "invalid_grant, AADSTS50076: use multi-factor authentication, POLICY",
    "invalid_grant, The code or refresh token has expired due to inactivity., EXPIRED_IDLE",
    "token_expired, , EXPIRED_IDLE",
    "interaction_required, , POLICY"
  })
  void handleWhenTheGrantIsDeadThenSaysWhyAndNeverAsksAgain(
      String error, @Nullable String description, Reason reason) {
    var account = connected();
    stage.later(ALMOST);
    stage.server.answer(new Refused(400, error, description));
    for (int i = 0; i < 3; i++) {
      var refusal = assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
      assertThat(refusal.evidence())
          .isInstanceOfSatisfying(
              Evidence.Accounts.class,
              told -> {
                assertThat(told.accounts().getFirst().status())
                    .isEqualTo("reauthorization_required");
                assertThat(told.accounts().getFirst().reason()).isEqualTo(reason.text());
              });
    }
    assertThat(stage.account(account).status().oauthError()).isEqualTo(error);
    assertThat(stage.server.calls()).hasSize(1);
  }

  @Test
  void handleWhenThereIsNoRefreshTokenThenOnlyAReconnectHelps() {
    stage.server.answer(stage.server.issue("access-1", null));
    var account = connected();
    stage.later(ALMOST);
    assertThat(stage.token(account)).isEqualTo("access-1");
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
    stage.later(OVER);
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.NO_REFRESH_TOKEN);
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void handleWhenTroubleIsTransientAndTheTokenLivesThenItIsServed() {
    var account = connected();
    stage.later(ALMOST);
    for (TokenAnswer trouble :
        List.of(
            new Unknown(500, "5xx"),
            new NotSent(Cause.CONNECT_FAILED),
            new Refused(400, "temporarily_unavailable", null))) {
      stage.server.answer(trouble);
      assertThat(stage.token(account)).isEqualTo("access-1");
      assertThat(stage.account(account).status().state()).isEqualTo(State.DEGRADED);
      stage.later(Duration.ofSeconds(20));
    }
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void handleWhenTroubleIsTransientAndTheTokenIsDeadThenTryAgainLater() {
    var account = connected();
    stage.later(OVER);
    stage.server.answer(new Throttled(Duration.ofSeconds(42)));
    var refusal = assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(refusal.evidence()).isEqualTo(new Evidence.RetryAfter(Duration.ofSeconds(42)));
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
    stage.later(Duration.ofSeconds(42));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void handleWhenOurClientIsRefusedThenTheClientIsMarkedAndTheAccountIsNot() {
    var account = connected();
    stage.later(OVER);
    stage.server.answer(new Refused(401, "invalid_client", null));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
    assertThat(chatClient().health().state()).isEqualTo(OAuthClient.State.BROKEN);
    stage.later(Duration.ofMinutes(1));
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(chatClient().health()).isEqualTo(OAuthClient.Health.ACTIVE);
  }

  @ParameterizedTest
  @CsvSource({"unauthorized_client", "access_denied"})
  void handleWhenOnlyOneAccountIsToldThatOurClientIsRefusedThenTheOthersGoOn(String error) {
    var account = connected();
    var healthy = stage.connect("bob", "chat");
    stage.later(OVER);
    stage.token(healthy);

    stage.server.answer(new Refused(401, error, null));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    assertThat(chatClient().health()).isEqualTo(OAuthClient.Health.ACTIVE);
    assertThat(stage.account(account).status().state()).isEqualTo(State.DEGRADED);
    stage.use.refreshCredentials.handle(
        new RefreshCredentials.Command(stage.key, healthy, null, null));
    assertThat(stage.account(healthy).generation()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"unauthorized_client", "access_denied"})
  void handleWhenTheOnlyAccountIsToldThatOurClientIsRefusedThenItRestsAndTheClientIsNotMarked(
      String error) {
    var account = connected();
    stage.later(OVER);
    stage.server.answer(new Refused(401, error, null));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(chatClient().health()).isEqualTo(OAuthClient.Health.ACTIVE);
    assertThat(stage.account(account).status().oauthError()).isEqualTo(error);

    stage.later(Duration.ofSeconds(119));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.server.calls()).hasSize(1);
    stage.later(Duration.ofSeconds(1));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void handleWhenFewOfManyAccountsAreToldThatOurClientIsRefusedThenTheOthersGoOn() {
    var refused = List.of(connected(), stage.connect("bob", "chat"));
    var healthy = IntStream.range(0, 3).mapToObj(i -> stage.connect("user-" + i, "chat")).toList();
    stage.later(OVER);
    healthy.forEach(stage::token);
    for (AccountId account : refused) {
      stage.server.answer(new Refused(401, "access_denied", null));
      assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    }

    assertThat(chatClient().health()).isEqualTo(OAuthClient.Health.ACTIVE);
  }

  @Test
  void handleWhenOurClientIsMarkedForWhatTwoAccountsHeardThenAnotherIsTheFirstAfterThePause() {
    var refused = List.of(connected(), stage.connect("bob", "chat"));
    var healthy = stage.connect("cy", "chat");
    stage.later(OVER);
    for (AccountId account : refused) {
      stage.server.answer(new Refused(401, "access_denied", null));
      assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    }
    assertThat(chatClient().health().state()).isEqualTo(OAuthClient.State.BROKEN);

    stage.later(Duration.ofMinutes(1));
    stage.server.forget();
    refused.forEach(account -> assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account)));
    assertThat(stage.server.calls()).isEmpty();
    assertThat(stage.token(healthy)).startsWith("access-");
    assertThat(chatClient().health()).isEqualTo(OAuthClient.Health.ACTIVE);
  }

  @Test
  void handleWhenASecondOfThreeAccountsIsToldThatOurClientIsRefusedThenTheClientIsMarked() {
    var one = connected();
    var other = stage.connect("bob", "chat");
    var healthy = stage.connect("cy", "chat");
    stage.later(OVER);
    stage.token(healthy);
    stage.server.answer(new Refused(401, "access_denied", null));
    stage.server.answer(new Refused(401, "access_denied", null));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(one));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(other));

    assertThat(chatClient().health().state()).isEqualTo(OAuthClient.State.BROKEN);
  }

  /** Each call is under way before any is answered, so that none can know of the others. */
  @Test
  void handleWhenManyAreCalledRevokedAtOnceThenFewAreBelievedAndThoseAreTakenBack()
      throws Exception {
    var all = IntStream.range(0, 30).mapToObj(i -> stage.connect("user-" + i, "chat")).toList();
    stage.later(OVER);
    var underWay = new CountDownLatch(all.size());
    all.forEach(_ -> stage.server.answer(() -> revokedOnceAllAre(underWay)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(account -> threads.execute(() -> vendOrNot(account)));
    }
    assertThat(all).allMatch(account -> stage.account(account).status().isUsable());
    assertThat(told(Event.Type.REAUTHORIZATION_REQUIRED)).hasSizeLessThanOrEqualTo(5);
  }

  private static TokenAnswer revokedOnceAllAre(CountDownLatch underWay) {
    underWay.countDown();
    try {
      underWay.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Refused(400, "invalid_grant", "token revoked");
  }

  private void vendOrNot(AccountId account) {
    try {
      stage.vend(account);
    } catch (Refusal expected) {
      assertThat(expected.code()).isIn(Code.PROVIDER_UNAVAILABLE, Code.ACCOUNT_UNAVAILABLE);
    }
  }

  private List<Events.Told> told(Event.Type type) {
    return stage.stores.events.after(stage.workspace, new Events.Position(0, 0), 1_000).stream()
        .filter(told -> told.event().type() == type)
        .toList();
  }

  private OAuthClient chatClient() {
    return stage
        .stores
        .clients
        .findCurrent(WorkspaceId.OPERATOR, new AppSlug("chat"))
        .orElseThrow();
  }
}
