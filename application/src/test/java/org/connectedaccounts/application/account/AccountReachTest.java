package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountReachTest {

  private final Stage stage = new Stage();
  private final AccountId own = stage.mail("ann", false);
  private final AccountId foreign = stage.mail("bob", false);
  private final AccountId shared = stage.mail("bob", true);
  private final AccountId common = stage.mail(null, false);

  private Caller session(Kind kind, String... apps) {
    var plain = Stage.request("ann", apps);
    return stage
        .open(
            new SessionRequest(
                kind, "ann", plain.apps(), null, List.of(), false, null, Map.of(), null))
        .holder();
  }

  private AccountView get(Caller caller, AccountId account) {
    return stage.use.getAccount.handle(new GetAccount.Command(caller, account));
  }

  private List<AccountId> list(Caller caller, Filter filter) {
    return stage
        .use
        .listAccounts
        .handle(new ListAccounts.Command(caller, filter, new PageRequest(null, 50)))
        .items()
        .stream()
        .map(view -> view.account().id())
        .toList();
  }

  private AccountView update(Caller caller, AccountId account, @Nullable String nickname) {
    return stage.use.updateAccount.handle(
        new UpdateAccount.Command(caller, account, nickname, null, null));
  }

  @Test
  void listWhenAKeyAsksThenAllOfTheWorkspaceNewestFirst() {
    assertThat(list(stage.key, Filter.ALL)).containsExactly(common, shared, foreign, own);
  }

  @Test
  void listWhenASessionAsksThenWhatItsUserMayUse() {
    assertThat(list(session(Kind.CONNECT), Filter.ALL)).containsExactly(common, shared, own);
    var ofBob = new Filter(null, "bob", null, null, null, List.of());
    assertThat(list(session(Kind.CONNECT), ofBob)).containsExactly(shared);
  }

  @Test
  void listWhenASessionAsksForAnotherUserThenRefuses() {
    var forBob = new Filter(null, null, "bob", null, null, List.of());
    assertRefused(Code.SESSION_LIMITED, () -> list(session(Kind.CONNECT), forBob));
  }

  @Test
  void listWhenASessionIsForOtherAppsThenNothing() {
    assertThat(list(session(Kind.CONNECT, "chat"), Filter.ALL)).isEmpty();
    var chat = session(Kind.CONNECT, "chat");
    var mail = new Filter(new AppSlug("mail"), null, null, null, null, List.of());
    assertThat(list(chat, mail)).isEmpty();
  }

  @Test
  void listWhenFilteredThenThoseAlone() {
    var dead = new Filter(null, null, null, State.REAUTHORIZATION_REQUIRED, null, List.of());
    assertThat(list(stage.key, dead)).isEmpty();
    var anns = new Filter(null, "ann", null, null, null, List.of());
    assertThat(list(stage.key, anns)).containsExactly(own);
  }

  @Test
  void getWhenASessionAsksThenAnothersAccountIsUnknown() {
    var session = session(Kind.CONNECT);
    assertThat(get(session, own).account().id()).isEqualTo(own);
    assertThat(get(session, shared).account().id()).isEqualTo(shared);
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> get(session, foreign));
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> get(session(Kind.CONNECT, "chat"), own));
  }

  @Test
  void getWhenAnotherWorkspaceAsksThenUnknown() {
    var other = Stage.keyOf(stage.newWorkspace());
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> get(other, own));
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> update(other, own, "mine"));
    assertThat(list(other, Filter.ALL)).isEmpty();
  }

  @Test
  void updateWhenASessionConnectsThenItChangesNothing() {
    assertRefused(Code.SESSION_LIMITED, () -> update(session(Kind.CONNECT), own, "x"));
  }

  @Test
  void updateWhenASessionManagesThenItsUsersAccountsAlone() {
    var manage = session(Kind.MANAGE);
    assertThat(update(manage, own, "mine").account().nickname()).isEqualTo("mine");
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> update(manage, foreign, "x"));
    assertRefused(Code.SESSION_LIMITED, () -> update(manage, shared, "x"));
    assertRefused(Code.SESSION_LIMITED, () -> update(manage, common, "x"));
    assertRefused(
        Code.SESSION_LIMITED,
        () ->
            stage.use.removeAccount.handle(new RemoveAccount.Command(manage, shared, null, true)));
  }

  /** It would be offered to everybody, and their steps would act as its owner. */
  @Test
  void updateWhenAUsersOwnSessionSharesThenRefuses() {
    var manage = session(Kind.MANAGE);
    for (boolean wish : new boolean[] {true, false}) {
      assertRefused(
          Code.SESSION_LIMITED,
          () ->
              stage.use.updateAccount.handle(
                  new UpdateAccount.Command(manage, own, "Team", wish, null)));
    }
    assertThat(get(stage.key, own).account().owner().shared()).isFalse();
    assertThat(get(stage.key, own).account().nickname()).isNull();
  }

  @Test
  void updateThenOnlyWhatWasSaidChanges() {
    stage.use.updateAccount.handle(
        new UpdateAccount.Command(stage.key, own, "mine", true, Map.of("a", "1")));
    var view = update(stage.key, own, null);
    assertThat(view.account().nickname()).isEqualTo("mine");
    assertThat(view.account().owner().shared()).isTrue();
    assertThat(view.account().owner().externalUserId()).isEqualTo("ann");
    assertThat(view.account().metadata()).containsExactly(Map.entry("a", "1"));
    assertThat(update(stage.key, own, "").account().nickname()).isNull();
  }
}
