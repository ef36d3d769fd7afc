package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.connectedaccounts.application.account.GetCredentials;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.port.AuthorizationServer.NotSent;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Throttled;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.workflow.LinkSpec;
import org.connectedaccounts.application.workflow.PutStepLink;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.FakeIds;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageUseCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lease protocol over two replicas, with a provider that takes a refresh token once. */
class RefreshProtocolTest {

  private static final Duration OVER = Duration.ofMinutes(61);
  private static final Unknown LOST = new Unknown(null, "connection_lost");

  private final Stage stage = new Stage();
  private final StageUseCases other =
      new StageUseCases(stage.stores, stage.stores.accounts, stage.stores.links);

  /** With an access token that is over. */
  private AccountId expired() {
    return expired("ann");
  }

  private AccountId expired(String user) {
    stage.server.consenting(new Identity(user, user, user + "@example.com"));
    var account = stage.connect(user, "chat");
    stage.server.forget();
    stage.later(OVER);
    return account;
  }

  private String token(StageUseCases replica, AccountId account) {
    return Stage.value(
        replica.getCredentials.handle(
            new GetCredentials.Command(stage.key, account, Duration.ZERO, null)),
        "oauth_access_token");
  }

  private List<String> attempts(AccountId account) {
    return stage.stores.attempts.states(stage.workspace, account);
  }

  private List<Event.Type> events() {
    return stage.stores.events.after(stage.workspace, new Events.Position(0, 0), 100).stream()
        .map(told -> told.event().type())
        .toList();
  }

  @Test
  void readWhenTwoReplicasAreAskedThenTheProviderIsAskedOnce() throws Exception {
    var account = expired();
    var asked = new CountDownLatch(1);
    stage.server.answer(
        () -> {
          awaitQuietly(asked);
          return stage.server.issue();
        });
    Callable<String> here = () -> stage.token(account);
    Callable<String> there =
        () -> {
          asked.countDown();
          return token(other, account);
        };
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var read : threads.invokeAll(List.of(here, there))) {
        assertThat(read.get()).isEqualTo("access-2");
      }
    }
    assertThat(stage.server.said()).containsExactly("refresh refresh-1");
    assertThat(attempts(account)).containsExactly("COMMITTED");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readWhenTheAnswerWasLostThenTheSameTokenIsTriedAgainAndWhatItBringsCounts() {
    var account = expired();
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().state()).isEqualTo(State.DEGRADED);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    stage.later(Duration.ofSeconds(5));
    assertThat(stage.token(account)).isEqualTo("access-2");

    assertThat(stage.server.said()).containsExactly("refresh refresh-1", "refresh refresh-1");
    assertThat(attempts(account)).containsExactly("RESOLVED_RETRY", "COMMITTED");
    assertThat(events())
        .containsExactly(
            Event.Type.CONNECTED, Event.Type.DEGRADED, Event.Type.REFRESHED, Event.Type.RECOVERED);
  }

  @Test
  void readWhenTheAnswerWasLostAndTheTokenIsSpentThenThatIsSaidAndNobodyAsksAgain() {
    var account = expired();
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    stage.later(Duration.ofSeconds(5));
    stage.server.answer(new Refused(400, "invalid_grant", null));

    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.AMBIGUOUS_ROTATION);
    assertThat(stage.account(account).status().oauthError()).isEqualTo("invalid_grant");
    assertThat(attempts(account)).containsExactly("LOST", "LOST");
    assertThat(stage.server.calls()).hasSize(2);
    assertThat(events()).endsWith(Event.Type.REAUTHORIZATION_REQUIRED);
  }

  @Test
  void readWhenAnOutageLastsThenTheAccountIsNeverGivenUp() {
    var account = expired();
    for (int i = 0; i < 50; i++) {
      stage.server.answer(new Unknown(503, "http_503"));
      assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
      stage.later(Duration.ofMinutes(11));
    }
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.calls()).hasSize(51);
  }

  @Test
  void readWhenTheHolderIsSilentThenOthersGoOnAndItsLateAnswerIsKeptAsASpare() {
    var account = expired();
    stage.server.answer(
        () -> {
          // Frozen for so long that another replica takes over and gets a token.
          stage.later(Duration.ofSeconds(151));
          assertThat(token(other, account)).isEqualTo("access-2");
          return stage.server.issue("late-access", "late-refresh");
        });

    assertThat(stage.token(account)).isEqualTo("access-2");

    assertThat(attempts(account)).containsExactly("RESOLVED_LATE", "COMMITTED");
    stage.later(OVER);
    stage.server.answer(new Refused(400, "invalid_grant", "already used"));
    assertThat(stage.token(account)).isEqualTo("access-3");
    assertThat(stage.server.said()).endsWith("refresh refresh-2", "refresh late-refresh");
    assertThat(stage.stores.attempts.spares(stage.workspace, account)).isEmpty();
  }

  /** With a second token that came too late, and the access token of the first one over. */
  private AccountId withSpare() {
    return withSpare(expired());
  }

  private AccountId withSpare(AccountId account) {
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(151));
          assertThat(token(other, account)).isEqualTo("access-2");
          return stage.server.issue("late-access", "late-refresh");
        });
    assertThat(stage.token(account)).isEqualTo("access-2");
    stage.later(OVER);
    return account;
  }

  private static Stream<TokenAnswer> noAnswersToASpare() {
    return Stream.of(
        new NotSent(Cause.CONNECT_FAILED),
        new Throttled(Duration.ofSeconds(5)),
        new Refused(401, "invalid_client", null),
        LOST);
  }

  @ParameterizedTest
  @MethodSource("noAnswersToASpare")
  void readWhenASpareCannotBeAskedAboutThenTheRefusalOfTheCurrentOneIsNotBelieved(
      TokenAnswer noAnswer) {
    var account = withSpare();
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    stage.server.answer(noAnswer);

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().isUsable()).isTrue();

    stage.later(Duration.ofMinutes(2));
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    assertThat(stage.token(account)).isEqualTo("access-3");
    assertThat(stage.server.said()).endsWith("refresh refresh-2", "refresh late-refresh");
  }

  /** Two replicas slept one after the other, and each woke with an answer. */
  private AccountId withTwoSpares() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(151));
          stage.server.answer(
              () -> {
                stage.later(Duration.ofSeconds(151));
                assertThat(
                        token(
                            new StageUseCases(
                                stage.stores, stage.stores.accounts, stage.stores.links),
                            account))
                    .isEqualTo("access-2");
                return stage.server.issue("later-access", "later-refresh");
              });
          token(other, account);
          stage.later(Duration.ofSeconds(1));
          return stage.server.issue("latest-access", "latest-refresh");
        });
    assertThat(stage.token(account)).isEqualTo("access-2");
    stage.later(OVER);
    stage.server.forget();
    return account;
  }

  @ParameterizedTest
  @CsvSource({"400, refresh-2 latest-refresh later-refresh", "401, refresh-2 latest-refresh"})
  void readWhenASpareCannotBeAskedAboutThenTheNextIsAskedUnlessItsAnswerWouldBeTheSame(
      int status, String asked) {
    var account = withTwoSpares();
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
    stage.server.answer(
        status == 400
            ? new NotSent(Cause.CONNECT_FAILED)
            : new Refused(status, "invalid_client", null));
    stage.server.answer(new Refused(400, "invalid_grant", "revoked"));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.account(account).status().isUsable()).isTrue();
    assertThat(stage.server.said())
        .containsExactlyElementsOf(
            Stream.of(asked.split(" ")).map(token -> "refresh " + token).toList());
  }

  @Test
  void readWhenTheHolderIsSilentThenALateAnswerBringsBackWhatWasCalledLost() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(151));
          stage.server.answer(new Refused(400, "invalid_grant", null));
          assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> token(other, account));
          return stage.server.issue("late-access", "late-refresh");
        });

    assertThat(stage.token(account)).isEqualTo("late-access");
    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
    assertThat(events()).endsWith(Event.Type.REFRESHED, Event.Type.RECOVERED);
  }

  @Test
  void readWhenTheHolderWasFrozenBeforeItSentThenItSendsNothingThoughTheOldTokenHasItsGrace() {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(Duration.ofMinutes(30)).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.server.forget();
    stage.later(OVER);
    stage.server.whileConnecting(
        () -> {
          stage.later(Duration.ofSeconds(31));
          assertThat(token(other, account)).isEqualTo("access-2");
        });

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.calls()).hasSize(1);
  }

  /** Of an app whose old refresh tokens work for so long, with an access token that is over. */
  private AccountId expiredWithGrace(Duration grace) {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(grace).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.server.forget();
    stage.later(OVER);
    return account;
  }

  @Test
  void readWhenAnAnswerIsLostAfterAnOutageThenTheNextTryIsInTheGraceOfTheOldToken() {
    var account = expiredWithGrace(Duration.ofMinutes(1));
    stage.server.answer(new NotSent(Cause.CONNECT_FAILED));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    stage.later(Duration.ofMinutes(20));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isEqualTo(Instant.EPOCH);

    stage.later(Duration.ofSeconds(5));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isAfter(Instant.EPOCH);

    stage.later(Duration.ofSeconds(10));
    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(attempts(account))
        .containsExactly("ABANDONED", "RESOLVED_RETRY", "RESOLVED_RETRY", "COMMITTED");
  }

  private static Stream<Unknown> lostAnswers() {
    return Stream.of(
        LOST,
        new Unknown(200, "not_readable"),
        new Unknown(502, "http_502"),
        new Unknown(502, "http_502", Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @MethodSource("lostAnswers")
  void readWhenAnAnswerIsLostThenTheNextTryIsTheFirstOfAllHoweverShortTheGraceAndWhateverWasLost(
      Unknown lost) {
    var account = expiredWithGrace(Duration.ofSeconds(30));
    stage.server.answer(lost);

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.account(account).times().upkeep().dueAt()).isEqualTo(Instant.EPOCH);
    assertThat(attempts(account)).containsExactly("UNKNOWN");
  }

  @Test
  void readWhenAnAnswerWasLostInTheGraceOfTheOldTokenThenARefusalIsOneLikeAnyOther() {
    var account = expiredWithGrace(Duration.ofMinutes(1));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    stage.later(Duration.ofSeconds(5));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    stage.later(Duration.ofSeconds(60));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.INVALID_GRANT);
    assertThat(attempts(account)).containsExactly("LOST", "REJECTED", "LOST");
  }

  @Test
  void readWhenAnAnswerIsLostWhileTheOldTokenHasItsGraceThenTheNextTryIsTheFirstOfAllThatAreDue() {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(Duration.ofMinutes(2)).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.later(OVER);
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isEqualTo(Instant.EPOCH);

    stage.later(Duration.ofSeconds(5));
    stage.server.answer(LOST);
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).times().upkeep().dueAt()).isAfter(Instant.EPOCH);
  }

  @ParameterizedTest
  @CsvSource({"59, 120", "60, 20", "125, 85", "160, 120", "3600, 120"})
  void readWhenTheOldTokenHasItsGraceThenTheAnswerIsNotWaitedForUntilItIsOver(
      long grace, long deadline) {
    stage.stores.apps.offer(AppSketch.oauth("wiki").grace(Duration.ofSeconds(grace)).define());
    stage.putClient(stage.operator, "wiki", "operators-wiki");
    var account = stage.connect("ann", "wiki");
    stage.later(OVER);

    stage.token(account);

    assertThat(stage.server.deadline()).isEqualTo(Duration.ofSeconds(deadline));
  }

  @Test
  void readWhenTheHolderMayStillLiveThenNobodySendsTheTokenAgain() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.later(Duration.ofSeconds(149));
          assertRefused(Code.PROVIDER_UNAVAILABLE, () -> token(other, account));
          return stage.server.issue();
        });

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.server.calls()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "expired or revoked",
        "Refresh token is invalid, expired or already used",
        "the token was revoked, expired, or reused",
        "token is invalid or already used",
        "Token has been expired or revoked.",
        "The token has expired or the user has revoked it",
        "expired, revoked",
        "The refresh token does not exist or was revoked",
        "Refresh token was reused or is not valid for this client"
      })
  void readWhenAGrantIsRefusedWithoutAReasonThenItIsAskedOnceMoreAfterAMinute(String said) {
    var account = expired();
    stage.server.answer(new Refused(400, "invalid_grant", said));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().state()).isEqualTo(State.DEGRADED);
    stage.later(Duration.ofSeconds(59));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.server.calls()).hasSize(1);

    stage.later(Duration.ofSeconds(1));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.INVALID_GRANT);
  }

  @Test
  void readWhenTheProviderRefusesEverybodyThenNobodyIsToldToReconnect() {
    var all = IntStream.range(0, 40).mapToObj(i -> expired("user-" + i)).toList();
    for (int round = 0; round < 3; round++) {
      for (var account : all) {
        stage.server.answer(new Refused(400, "invalid_grant", "revoked"));
        try {
          stage.vend(account);
        } catch (Refusal expected) {
          assertThat(expected.code()).isIn(Code.PROVIDER_UNAVAILABLE, Code.ACCOUNT_UNAVAILABLE);
        }
      }
      stage.later(Duration.ofSeconds(61));
    }
    assertThat(all).allMatch(account -> stage.account(account).status().isUsable());
    assertThat(stage.account(all.getFirst()).status().reason()).isEqualTo(Reason.PROVIDER_INCIDENT);
    assertThat(stage.server.calls()).hasSizeLessThan(40 + 3);

    stage.server.recovers();
    stage.later(Duration.ofMinutes(5));
    assertThat(stage.token(all.getFirst())).startsWith("access-");
  }

  @Test
  void readWhenTheEndpointAsksForAPauseThenNoAccountOfTheClientCallsIt() {
    var first = expired("ann");
    var second = expired("bob");
    stage.server.forget();
    stage.server.answer(new Throttled(Duration.ofSeconds(42)));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(first));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(second));
    assertThat(stage.server.calls()).hasSize(1);
    assertThat(stage.account(first).status().state()).isEqualTo(State.ACTIVE);

    stage.later(Duration.ofSeconds(43));
    assertThat(stage.token(second)).startsWith("access-");
    assertThat(stage.token(first)).startsWith("access-");
  }

  @Test
  void readWhenAnErrorThatMayHaveSpentTheTokenAsksForAPauseThenItIsHeededAndTheOutcomeUnknown() {
    var first = expired("ann");
    var second = expired("bob");
    stage.server.forget();
    stage.server.answer(new Unknown(502, "http_502", Duration.ofSeconds(42)));

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(first));
    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(second));

    assertThat(stage.server.calls()).hasSize(1);
    assertThat(attempts(first)).containsExactly("UNKNOWN");
    stage.later(Duration.ofSeconds(43));
    stage.server.answer(new Refused(400, "invalid_grant", null));
    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(first));
    assertThat(stage.account(first).status().reason()).isEqualTo(Reason.AMBIGUOUS_ROTATION);
  }

  /** Of an app whose grants can be revoked, with an access token that is over. */
  private AccountId expiredDrive(String user) {
    var account = stage.connect(user, "drive");
    stage.server.forget();
    stage.later(OVER);
    return account;
  }

  private void offerDrive(GrantSharing sharing) {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(sharing).define());
    stage.putClient(stage.operator, "drive", "operators-drive");
  }

  private void removedWhileTheProviderIsBusy(AccountId account) {
    removedWhileTheProviderIsBusy(account, () -> {});
  }

  private void removedWhileTheProviderIsBusy(AccountId account, Runnable andThen) {
    stage.server.answer(
        () -> {
          stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));
          andThen.run();
          return stage.server.issue("orphan-access", "orphan-refresh");
        });
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> stage.vend(account));
  }

  @Test
  void removeWhenARefreshIsUnderWayThenTheFreshTokenIsRevokedUpstream() {
    offerDrive(GrantSharing.SINGLE);
    removedWhileTheProviderIsBusy(expiredDrive("ann"));

    assertThat(stage.server.said()).contains("revoke orphan-refresh");
    assertThat(events()).containsExactly(Event.Type.CONNECTED, Event.Type.REMOVED);
    assertThat(stage.use.refreshes.warnings).isEmpty();
  }

  @Test
  void removeWhenARefreshIsUnderWayAndOthersLiveOnTheGrantThenItIsLeftAlone() {
    offerDrive(GrantSharing.SHARED);
    expiredDrive("bob");
    removedWhileTheProviderIsBusy(expiredDrive("ann"));

    assertThat(stage.server.said()).noneMatch(said -> said.startsWith("revoke"));
  }

  @Test
  void removeWhenThereAreLateTokensThenTheyAreRevokedAsWell() {
    offerDrive(GrantSharing.SINGLE);
    var account = withSpare(expiredDrive("ann"));

    stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));

    assertThat(stage.server.said()).contains("revoke refresh-2", "revoke late-refresh");
  }

  @Test
  void removeWhenALateTokenComesMeanwhileThenItIsRevokedAsWell() {
    offerDrive(GrantSharing.SINGLE);
    var account = expiredDrive("ann");
    stage.server.whileRevoking(
        () -> {
          stage.server.whileRevoking(() -> {});
          comesLate(account, "late-refresh");
        });

    stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));

    assertThat(stage.server.said())
        .containsExactly("revoke refresh-1", "revoke refresh-1", "revoke late-refresh");
  }

  private void comesLate(AccountId account, String token) {
    var attempt =
        new Attempt(
            stage.workspace, account, FakeIds.next(), stage.account(account).generation(), null);
    var late = Credential.EMPTY.withTokens(Map.of(), Secret.of(token));
    stage.stores.attempts.keepSpare(
        attempt, stage.stores.vault.sealCredential(attempt.spareSealedFor(), late));
  }

  @Test
  void removeWhenALateTokenCannotBeRevokedAndTheAccountStaysThenItsGrantIsCalledGoneAllTheSame() {
    offerDrive(GrantSharing.SINGLE);
    var account = withSpare(expiredDrive("ann"));
    stage.server.revocation("late-refresh", RevocationAnswer.UNAVAILABLE);
    stage.server.whileRevoking(
        () ->
            stage.use.putLink.handle(
                new PutStepLink.Command(
                    stage.key, "w1", new LinkSpec("s1", null, account, "ann", List.of()))));

    assertRefused(
        Code.ACCOUNT_LINKED,
        () ->
            stage.use.removeAccount.handle(
                new RemoveAccount.Command(stage.key, account, null, false)));

    assertThat(stage.account(account).status().reason()).isEqualTo(Reason.REVOKED);
  }

  @Test
  void removeWhenTheWorkspaceTookItsKeyWithItThenTheFreshTokenIsRevokedAllTheSame() {
    offerDrive(GrantSharing.SINGLE);
    removedWhileTheProviderIsBusy(
        expiredDrive("ann"), () -> stage.stores.vault.shred(stage.workspace));

    assertThat(stage.server.said()).contains("revoke orphan-refresh");
  }

  @Test
  void removeWhenTheFreshTokenCannotBeRevokedThenTheOperatorIsTold() {
    offerDrive(GrantSharing.SINGLE);
    stage.server.revocation(RevocationAnswer.UNAVAILABLE);
    removedWhileTheProviderIsBusy(expiredDrive("ann"));

    assertThat(stage.use.refreshes.warnings)
        .containsExactly("the grant of a removed or revoked account could not be revoked");
  }

  @Test
  void readWhenAskingFailsInAWayNobodyThoughtOfThenTheOutcomeIsUnknownAndTheOperatorIsTold() {
    var account = expired();
    stage.server.answer(
        () -> {
          throw new IllegalStateException("a mistake of ours");
        });

    assertRefused(Code.PROVIDER_UNAVAILABLE, () -> stage.vend(account));

    assertThat(attempts(account)).containsExactly("UNKNOWN");
    assertThat(stage.use.refreshes.warnings)
        .containsExactly("its provider could not be asked: a mistake of ours");
  }

  @Test
  void readWhenKeepingIsGivenUpThenTheAttemptEndsAndTheOperatorIsTold() {
    var account = expired();
    stage.server.answer(
        () -> {
          stage.stores.vault.failToSeal();
          return stage.server.issue();
        });

    assertThatIllegalStateException().isThrownBy(() -> stage.token(account));

    assertThat(attempts(account)).containsExactly("UNKNOWN");
    assertThat(stage.use.refreshes.warnings).hasSize(1);
  }

  /** R10: a token that came back could not be kept. */
  @Test
  void readWhenNothingCanBeSealedThenTheProviderIsNotAskedAndNothingIsClaimed() {
    var account = expired();
    stage.stores.vault.openOnly();
    assertThatIllegalStateException().isThrownBy(() -> stage.token(account));
    assertThat(stage.server.calls()).isEmpty();
    assertThat(attempts(account)).isEmpty();
  }
}
