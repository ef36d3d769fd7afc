package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.application.account.RefreshCredentials;
import org.connectedaccounts.application.account.RemoveAccount;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer.Revoked;
import org.connectedaccounts.application.port.Events.Position;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.GrantSharing;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.BulkRevocation.Progress;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.FakeIds;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

class RevocationTest {

  private final Stage stage = new Stage();

  private AccountId drive(String user) {
    return drive(user, GrantSharing.SINGLE);
  }

  private AccountId drive(String user, GrantSharing sharing) {
    stage.stores.apps.offer(AppSketch.oauth("drive").revocable(sharing).define());
    stage.putClient(stage.operator, "drive", "c");
    AccountId account = stage.connect(user, "drive");
    stage.server.forget();
    return account;
  }

  private BulkRevocation start() {
    return start(Selection.ALL);
  }

  private BulkRevocation start(Selection selection) {
    return stage.use.startRevocation.handle(new StartRevocation.Command(stage.key, selection));
  }

  private void work() {
    stage.use.workOnRevocations.handle();
  }

  private BulkRevocation read(BulkRevocation revocation) {
    return stage.use.getRevocation.handle(new GetRevocation.Command(stage.key, revocation.id()));
  }

  private List<RevokedAccount> entries(BulkRevocation revocation) {
    return stage
        .use
        .listRevokedAccounts
        .handle(
            new ListRevokedAccounts.Command(
                stage.key, revocation.id(), null, new PageRequest(null, 200)))
        .items();
  }

  private RevokedAccount entry(BulkRevocation revocation) {
    List<RevokedAccount> all = entries(revocation);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private Credential stored(AccountId account) {
    var found = stage.stores.accounts.findWithCredential(stage.workspace, account).orElseThrow();
    return stage.stores.vault.openCredential(
        found.credential().sealedFor(), found.credential().sealed());
  }

  @Test
  void startWhenAcceptedThenNoStepIsGivenTheTokenAnyMore() {
    var account = drive("ann");

    var revocation = start();

    assertThat(revocation.progress()).isEqualTo(new Progress(0, 0, 0, 1));
    var refusal = assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(refusal.evidence().toString()).contains("revoked_by_operator");
    assertRefused(
        Code.ACCOUNT_UNAVAILABLE,
        () ->
            stage.use.refreshCredentials.handle(
                new RefreshCredentials.Command(stage.key, account, "1", null)));
    assertThat(stage.server.said()).isEmpty();
  }

  @Test
  void startWhenTheAccountIsOfKeysThenItsProbeRevivesNothing() {
    var account = stage.mail("ann", false);
    start();

    assertRefused(
        Code.ACCOUNT_UNAVAILABLE,
        () ->
            stage.use.refreshCredentials.handle(
                new RefreshCredentials.Command(stage.key, account, null, null)));

    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
  }

  @Test
  void countWhenAskedThenTouchesNothing() {
    var account = drive("ann");
    stage.mail("ann", false);

    var drives = new Selection(new AppSlug("drive"), null, null);
    assertThat(stage.use.countRevocation.handle(new CountRevocation.Command(stage.key, drives)))
        .isEqualTo(1);

    assertThat(stage.account(account).status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void startWhenNobodyKnowsTheAppThenSaysSo() {
    var slip = new Selection(new AppSlug("dirve"), null, null);

    assertRefused(Code.APP_NOT_FOUND, () -> start(slip));
    assertRefused(
        Code.APP_NOT_FOUND,
        () -> stage.use.countRevocation.handle(new CountRevocation.Command(stage.key, slip)));
    assertThat(start(new Selection(new AppSlug("mail"), null, null)).progress())
        .isEqualTo(new Progress(0, 0, 0, 0));
  }

  @Test
  void workWhenTheProviderTakesItThenNothingIsLeftOfTheToken() {
    var account = drive("ann");
    var revocation = start();

    work();
    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
    assertThat(read(revocation).progress()).isEqualTo(new Progress(1, 0, 0, 0));
    assertThat(read(revocation).finishedAt()).isNotNull();
    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
    var removed =
        stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, false));
    assertThat(removed.revocation()).isEqualTo(GrantRevocation.Outcome.NOTHING_TO_REVOKE);
  }

  @Test
  void workWhenDoneThenTheUserReconnectsTheSameAccount() {
    var account = drive("ann");
    start();
    work();

    assertThat(stage.connect("ann", "drive")).isEqualTo(account);

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stage.stores.events.after(stage.workspace, beginning(), 10))
        .extracting(told -> told.event().type())
        .containsExactly(
            Event.Type.CONNECTED, Event.Type.REAUTHORIZATION_REQUIRED, Event.Type.RECONNECTED);
  }

  private static Position beginning() {
    return new Position(0, 0);
  }

  @Test
  void workWhenReconnectedMeanwhileThenTheFormerTokenAloneIsRevoked() {
    var account = drive("ann");
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenReconnectedAndTheProviderIsInTroubleThenTheFormerTokenIsTriedAgain() {
    var account = drive("ann");
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();
    stage.server.revocation(RevocationAnswer.UNAVAILABLE);
    work();
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REMAINING);
    stage.server.revocation(RevocationAnswer.REVOKED);
    stage.later(Duration.ofSeconds(6));

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1", "revoke refresh-1");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenReconnectedAndBothAreOneGrantThenIsListedAndTheNewOneLives() {
    var account = drive("ann", GrantSharing.SHARED);
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.NOT_REVOCABLE);
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenReconnectedWithTheSameTokenThenItIsNotRevoked() {
    drive("ann");
    var revocation = start();
    stage.server.answer(stage.server.issue("access-1", "refresh-1"));
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
  }

  @Test
  void workWhenReconnectedBeforeTheFirstByteAndBothAreOneGrantThenNothingIsSent() {
    var account = drive("ann", GrantSharing.SHARED);
    var revocation = start();
    stage.server.whileConnecting(() -> stage.connect("ann", "drive"));

    work();

    assertThat(stage.server.said()).containsExactly("code code-1");
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
    assertThat(stage.token(account)).isEqualTo("access-2");
  }

  @Test
  void workWhenAnotherConnectsBeforeTheFirstByteAndBothAreOneGrantThenNothingIsSent() {
    drive("ann", GrantSharing.SHARED);
    var revocation = start();
    stage.server.whileConnecting(() -> stage.connect("bob", "drive"));

    work();
    stage.later(Duration.ofSeconds(6));
    work();

    assertThat(stage.server.said()).containsExactly("code code-1");
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.GRANT_SHARED));
  }

  @Test
  void workWhenALateTokenIsToBeRevokedAndItsUserReconnectsThenNothingIsSent() {
    var account = drive("ann", GrantSharing.SHARED);
    stage.later(Duration.ofMinutes(59));
    stage.server.answer(
        () -> {
          start();
          stage.later(Duration.ofMinutes(5));
          work();
          stage.server.whileConnecting(() -> stage.connect("ann", "drive"));
          return stage.server.issue("access-late", "refresh-late");
        });

    stage.vend(account);

    assertThat(stage.server.said())
        .containsExactly("refresh refresh-1", "revoke refresh-1", "code code-1");
  }

  @Test
  void workWhenReconnectedByAnotherClientThenTheFormerTokenIsShownByItsOwn() {
    drive("ann");
    stage.server.consenting(new Identity("u2", null, null));
    stage.connect("bob", "drive");
    stage.server.consenting(new Identity("u1", null, null));
    stage.putClient(stage.operator, "drive", "d");
    var revocation = start(new Selection(null, "ann", null));
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(stage.server.last().endpoint().client().clientId()).isEqualTo("c");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
  }

  @Test
  void workWhenReconnectedByAnotherClientAndItsOwnIsGoneThenNobodySaysThatItWasRevoked() {
    drive("ann");
    stage.putClient(stage.operator, "drive", "d");
    var revocation = start();
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.NOT_REVOCABLE);
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
  }

  @Test
  void workWhenReconnectedByADefinitionOfTheWorkspaceThenItNeverMeetsTheOperatorsSecret() {
    drive("ann");
    stage.server.consenting(new Identity("u2", null, null));
    stage.connect("bob", "drive");
    stage.server.consenting(new Identity("u1", null, null));
    var revocation = start(new Selection(null, "ann", null));
    var own = AppSketch.oauth("drive").version("2").revocable(GrantSharing.SINGLE).define();
    stage.stores.apps.know(own);
    stage.stores.tables.run(
        () -> stage.stores.workspaceApps.put(stage.workspace, own.slug(), own.document()));
    stage.putClient(stage.key, "drive", "own");
    stage.connect("ann", "drive");
    stage.server.forget();

    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.RECONNECTED));
  }

  @Test
  void workWhenReconnectedAndRevokedAnewThenEachEndsItsOwnToken() {
    drive("ann");
    var first = start();
    stage.connect("ann", "drive");
    var second = start();
    stage.server.forget();

    work();

    assertThat(stage.server.said())
        .containsExactlyInAnyOrder("revoke refresh-1", "revoke refresh-2");
    assertThat(entry(first).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(entry(second).outcome()).isEqualTo(Outcome.REVOKED);
  }

  @Test
  void workWhenReconnectedWhileTheProviderIsAskedThenTheReconnectStays() {
    var account = drive("ann");
    var revocation = start();
    stage.server.whileRevoking(
        () -> {
          stage.server.whileRevoking(() -> {});
          stage.connect("ann", "drive");
        });

    work();

    assertThat(stage.token(account)).isEqualTo("access-2");
    assertThat(stored(account).refreshToken()).isEqualTo(Secret.of("refresh-2"));
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stage.server.said()).doesNotContain("revoke refresh-2");
  }

  @Test
  void workWhenTheProviderIsInTroubleThenIsTriedAgainAfterAPause() {
    var account = drive("ann");
    var revocation = start();
    stage.server.revocation(new RevocationAnswer(Revoked.UNAVAILABLE, 500, null, null));
    work();
    assertThat(entry(revocation).why()).isEqualTo(new Why(Reason.PROVIDER_UNAVAILABLE, 500, null));
    stage.server.revocation(RevocationAnswer.REVOKED);

    work();
    assertThat(stage.server.said()).hasSize(1);
    stage.later(Duration.ofSeconds(6));
    work();

    assertThat(stage.server.said()).hasSize(2);
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
  }

  @Test
  void workWhenTheProviderNeverAnswersThenIsListedAndAnotherRevocationTriesAgain() {
    var account = drive("ann");
    var revocation = start();
    stage.server.revocation(new RevocationAnswer(Revoked.UNAVAILABLE, 503, "server_error", null));

    for (int minute = 0; minute < 100; minute++) {
      work();
      stage.later(Duration.ofMinutes(1));
    }

    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry(revocation).why())
        .isEqualTo(new Why(Reason.PROVIDER_UNAVAILABLE, 503, "server_error"));
    assertThat(read(revocation).finishedAt()).isNotNull();
    assertThat(stored(account).refreshToken()).isEqualTo(Secret.of("refresh-1"));
    stage.server.revocation(RevocationAnswer.REVOKED);
    var second = start();
    work();
    assertThat(entry(second).outcome()).isEqualTo(Outcome.REVOKED);
  }

  @Test
  void workWhenAProviderIsGoneForAnHourThenAllThatWaitsForItIsGivenUp() {
    for (int i = 0; i < 200; i++) {
      drive("user-" + i);
    }
    var revocation = start();
    stage.server.revocation(RevocationAnswer.UNAVAILABLE);

    for (int minute = 0; minute < 70; minute++) {
      work();
      stage.later(Duration.ofMinutes(1));
    }

    assertThat(stage.server.said().size()).isLessThan(150);
    assertThat(read(revocation).progress()).isEqualTo(new Progress(0, 0, 200, 0));
    assertThat(entries(revocation))
        .allSatisfy(each -> assertThat(each.why().reason()).isEqualTo(Reason.PROVIDER_UNAVAILABLE));
  }

  @Test
  void workWhenTheProviderSaysNoThenIsListedAtOnceWithItsError() {
    drive("ann");
    var revocation = start();
    stage.server.revocation(new RevocationAnswer(Revoked.REFUSED, 401, "invalid_client", null));

    work();

    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry(revocation).why()).isEqualTo(new Why(Reason.REFUSED, 401, "invalid_client"));
    assertThat(stage.server.said()).hasSize(1);
  }

  @Test
  void workWhenTheProviderAsksForAPauseThenItGetsItAndNoAttemptIsLost() {
    drive("ann");
    drive("bob");
    drive("cleo");
    var revocation = start();
    stage.server.revocation(
        new RevocationAnswer(Revoked.THROTTLED, 429, null, Duration.ofMinutes(3)));

    work();
    assertThat(stage.server.said()).hasSize(1);
    stage.later(Duration.ofMinutes(2));
    work();
    assertThat(stage.server.said()).hasSize(1);
    stage.server.revocation(RevocationAnswer.REVOKED);
    stage.later(Duration.ofMinutes(2));
    work();

    assertThat(read(revocation).progress()).isEqualTo(new Progress(3, 0, 0, 0));
    assertThat(entries(revocation)).allSatisfy(each -> assertThat(each.attempts()).isZero());
  }

  @Test
  void workWhenNobodyCanBeAskedThenIsListedAndForgotten() {
    var chat = stage.connect("ann", "chat");
    var mail = stage.mail("ann", false);
    stage.server.forget();
    var revocation = start();

    work();

    assertThat(stage.server.calls()).isEmpty();
    assertThat(entries(revocation))
        .extracting(RevokedAccount::account, RevokedAccount::outcome, RevokedAccount::why)
        .containsExactlyInAnyOrder(
            tuple(chat, Outcome.NOT_REVOCABLE, Why.of(Reason.NO_REVOCATION_ENDPOINT)),
            tuple(mail, Outcome.NOT_REVOCABLE, Why.of(Reason.TYPED_KEY)));
    assertThat(stored(chat)).isEqualTo(Credential.EMPTY);
    assertThat(stored(mail)).isEqualTo(Credential.EMPTY);
  }

  @Test
  void workWhenAnotherLivesOnTheGrantThenIsListedAndKept() {
    var anns = drive("ann", GrantSharing.SHARED);
    stage.connect("bob", "drive");
    stage.server.forget();

    var revocation = start(new Selection(null, "ann", null));
    work();

    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.GRANT_SHARED));
    assertThat(stage.server.said()).isEmpty();
    assertThat(stored(anns)).isNotEqualTo(Credential.EMPTY);
    var both = start();
    work();
    assertThat(read(both).progress()).isEqualTo(new Progress(2, 0, 0, 0));
  }

  @Test
  void workWhenRefreshedMeanwhileThenTheFreshTokenIsRevokedAsWell() {
    var account = drive("ann");
    stage.later(Duration.ofMinutes(59));
    stage.server.answer(
        () -> {
          start();
          work();
          return stage.server.issue("access-late", "refresh-late");
        });

    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));
    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
    work();

    assertThat(stage.server.said())
        .containsExactly("refresh refresh-1", "revoke refresh-1", "revoke refresh-late");
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
  }

  @Test
  void workWhenARefreshComesBackAfterAllThenItsTokenIsRevokedAtOnce() {
    var account = drive("ann");
    stage.later(Duration.ofMinutes(59));
    stage.server.answer(
        () -> {
          start();
          stage.later(Duration.ofMinutes(5));
          work();
          return stage.server.issue("access-late", "refresh-late");
        });

    assertRefused(Code.ACCOUNT_UNAVAILABLE, () -> stage.vend(account));

    assertThat(stage.server.said())
        .containsExactly("refresh refresh-1", "revoke refresh-1", "revoke refresh-late");
    assertThat(stored(account)).isEqualTo(Credential.EMPTY);
    assertThat(stage.account(account).status().isTakenOutOfUse()).isTrue();
  }

  @Test
  void workWhenALateTokenComesWhileTheProviderIsAskedThenItIsRevokedAsWell() {
    var account = drive("ann");
    var revocation = start();
    stage.server.whileRevoking(
        () -> {
          stage.server.whileRevoking(() -> {});
          comesLate(account);
        });

    work();

    assertThat(stage.server.said())
        .containsExactly("revoke refresh-1", "revoke refresh-1", "revoke late");
    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.REVOKED);
  }

  private void comesLate(AccountId account) {
    var attempt =
        new Attempt(
            stage.workspace, account, FakeIds.next(), stage.account(account).generation(), null);
    var late = Credential.EMPTY.withTokens(Map.of(), Secret.of("late"));
    stage.stores.attempts.keepSpare(
        attempt, stage.stores.vault.sealCredential(attempt.spareSealedFor(), late));
  }

  @Test
  void workWhenTheAccountIsRemovedMeanwhileThenIsListed() {
    var account = drive("ann");
    var revocation = start();
    stage.use.removeAccount.handle(new RemoveAccount.Command(stage.key, account, null, true));

    work();

    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.REMOVED));
  }

  @Test
  void workWhenItsTokenDoesNotOpenThenIsListed() {
    drive("ann");
    var revocation = start();
    stage.stores.vault.damage(stage.workspace);

    work();

    assertThat(entry(revocation).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(entry(revocation).why()).isEqualTo(Why.of(Reason.TOKEN_UNREADABLE));
  }

  @Test
  void workWhenRevokedBeforeThenNothingIsAskedAgain() {
    drive("ann");
    start();
    work();
    stage.server.forget();

    var again = start();
    work();

    assertThat(stage.server.said()).isEmpty();
    assertThat(read(again).progress()).isEqualTo(new Progress(1, 0, 0, 0));
  }

  @Test
  void workWhenTwoRevocationsHaveTheAccountThenOneAsksAndBothAreDone() {
    drive("ann");
    var first = start();
    var second = start();

    work();

    assertThat(stage.server.said()).containsExactly("revoke refresh-1");
    assertThat(read(first).progress()).isEqualTo(new Progress(1, 0, 0, 0));
    assertThat(read(second).progress()).isEqualTo(new Progress(1, 0, 0, 0));
  }

  @Test
  void startWhenSelectedByUserOrTimeThenOthersGoOn() {
    var anns = drive("ann");
    stage.later(Duration.ofMinutes(1));
    stage.server.consenting(new Identity("u2", null, null));
    var bobs = stage.connect("bob", "drive");

    start(new Selection(null, "bob", null));
    assertThat(stage.account(anns).status().state()).isEqualTo(State.ACTIVE);
    assertThat(stage.account(bobs).status().isTakenOutOfUse()).isTrue();

    stage.connect("bob", "drive");
    start(new Selection(null, null, stage.stores.tables.now()));
    assertThat(stage.account(anns).status().isTakenOutOfUse()).isTrue();
    assertThat(stage.account(bobs).status().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void getWhenOfAnotherWorkspaceThenUnknown() {
    var revocation = start();
    var other = Stage.keyOf(stage.newWorkspace());

    assertRefused(
        Code.REVOCATION_NOT_FOUND,
        () -> stage.use.getRevocation.handle(new GetRevocation.Command(other, revocation.id())));
    assertRefused(
        Code.REVOCATION_NOT_FOUND,
        () ->
            stage.use.listRevokedAccounts.handle(
                new ListRevokedAccounts.Command(
                    other, revocation.id(), null, new PageRequest(null, 1))));
    assertRefused(
        Code.REVOCATION_NOT_FOUND,
        () ->
            stage.use.getRevocation.handle(
                new GetRevocation.Command(stage.key, new RevocationId(new UUID(0, 1)))));
  }
}
