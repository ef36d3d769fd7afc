package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.connectedaccounts.application.account.ListAccounts;
import org.connectedaccounts.application.account.UpdateAccount;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StagePages;
import org.connectedaccounts.testing.StagePages.OnPage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page of accounts opens sessions that connect. */
class ConnectFromPageTest {

  private final Stage stage = new Stage();
  private final StagePages pages = new StagePages(stage);

  private OnPage manage(@Nullable String user, String... apps) {
    return pages.open(
        new SessionRequest(
            Kind.MANAGE,
            user,
            user == null ? "admin" : null,
            Stream.of(apps).map(AppSlug::new).toList(),
            null,
            List.of(),
            false,
            null,
            Map.of(),
            null));
  }

  private Secret connect(OnPage page, @Nullable String app, @Nullable AccountId account) {
    return stage.use.connectFromPage.handle(
        new ConnectFromPage.Command(
            page.session().holder(),
            page.session().id(),
            app == null ? null : new AppSlug(app),
            account));
  }

  private OnPage child(Secret link, @Nullable String user) {
    String path = link.reveal().split("#", -1)[0];
    var id = SessionId.parse(path.substring(path.lastIndexOf('/') + 1)).orElseThrow();
    return pages.of(id, link, user);
  }

  private AccountId connected(String user) {
    var session = stage.open(user);
    return stage.complete(session, stage.consent(session, "chat")).view().account().id();
  }

  @Test
  void connectThenTheChildIsTheSameUsersAndIsCompletedAsAnyOther() {
    var page = child(connect(manage("ann"), null, null), "ann");
    var outcome =
        stage.comeBack(
            stage.authorize(page.session(), "chat"), Map.of("code", "code-1"), page.kept());
    assertThat(outcome.returnUrl()).contains("#handle=");
    assertThat(stage.look(page.session()).session().request().externalUserId()).isEqualTo("ann");
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void connectWhenTheSessionIsForOtherAppsThenRefused() {
    var page = manage("ann", "mail");
    assertRefused(Code.APP_NOT_ALLOWED, () -> connect(page, "chat", null));
    var child = child(connect(page, null, null), "ann");
    assertThat(stage.look(child.session()).session().request().apps())
        .containsExactly(new AppSlug("mail"));
  }

  @Test
  void reconnectWhenTheAccountIsAnothersThenUnknown() {
    var anns = connected("ann");
    var bobs = connected("bob");
    var page = manage("ann");
    assertThat(stage.look(child(connect(page, null, anns), "ann").session()).session().request())
        .satisfies(request -> assertThat(request.account()).isEqualTo(anns));
    assertRefused(Code.ACCOUNT_NOT_FOUND, () -> connect(page, null, bobs));
    var workspaces = manage(null);
    assertThat(
            stage
                .look(child(connect(workspaces, null, bobs), "bob").session())
                .session()
                .request()
                .externalUserId())
        .isEqualTo("bob");
  }

  @Test
  void connectWhenTheSessionIsTheWorkspacesThenItsAccountIsTooAndWhoeverLooksAfterItIsVerified() {
    var page = child(connect(manage(null), "mail", null), "admin");
    var handle =
        Objects.requireNonNull(
            stage.type(page.session(), "mail", Map.of("mail_key", "k-1")).handle());
    var done = stage.complete(page.session(), handle);
    assertThat(done.view().account().owner().externalUserId()).isNull();
  }

  /** The link of such a session is sent to a victim (C1). */
  @Test
  void completeWhenAnotherThanWhoLooksAfterTheWorkspaceIsThereThenRefused() {
    var page = child(connect(manage(null), "mail", null), "ann");
    var handle =
        Objects.requireNonNull(
            stage.type(page.session(), "mail", Map.of("mail_key", "k-1")).handle());
    assertRefused(Code.USER_MISMATCH, () -> stage.complete(page.session(), handle));
  }

  @Test
  void connectWhenNobodyIsNamedThenRefused() {
    var page =
        pages.open(
            new SessionRequest(
                Kind.MANAGE, null, List.of(), null, List.of(), false, null, Map.of(), null));
    assertRefused(Code.SESSION_LIMITED, () -> connect(page, "mail", null));
  }

  /** An admin must not put an account of their own in its place (C12). */
  @Test
  void reconnectWhenItIsUnknownWhoseTheAccountIsThenOnlyItsUserMay() {
    var unknown = stage.mail("ann", false);
    assertRefused(Code.SESSION_LIMITED, () -> connect(manage(null), null, unknown));
    assertThat(connect(manage("ann"), null, unknown)).isNotNull();
  }

  /** A session without a user uses what anybody may use, and looks no further. */
  @Test
  void listWhenAChildHasNoUserThenOnlyWhatAnybodyMayUse() {
    stage.mail("ann", false);
    var shared = stage.mail("bob", true);
    var child = child(connect(manage(null), "mail", null), "admin");
    var listed =
        stage.use.listAccounts.handle(
            new ListAccounts.Command(
                child.session().holder(), ConnectedAccounts.Filter.ALL, new PageRequest(null, 10)));
    assertThat(listed.items()).extracting(view -> view.account().id()).containsExactly(shared);
  }

  @Test
  void connectWhenThroughTheApiOrFromASessionThatConnectsThenRefused() {
    var manage = manage("ann");
    var api = stage.open(Stage.request("ann"));
    assertRefused(
        Code.SESSION_LIMITED,
        () ->
            stage.use.connectFromPage.handle(
                new ConnectFromPage.Command(stage.key, manage.session().id(), null, null)));
    assertRefused(
        Code.SESSION_LIMITED,
        () ->
            stage.use.connectFromPage.handle(
                new ConnectFromPage.Command(api.holder(), api.id(), null, null)));
    var connecting = pages.open(Stage.request("ann"));
    assertRefused(Code.SESSION_STATE, () -> connect(connecting, null, null));
    assertRefused(
        Code.SESSION_NOT_FOUND,
        () ->
            stage.use.connectFromPage.handle(
                new ConnectFromPage.Command(
                    manage.session().holder(), connecting.session().id(), null, null)));
  }

  @Test
  void nameThenASessionNamesTheAccountItLedToAndNoOther() {
    var others = connected("ann");
    var session = stage.open("ann");
    var handle =
        Objects.requireNonNull(stage.type(session, "mail", Map.of("mail_key", "k-1")).handle());
    var mine = stage.complete(session, handle).view().account().id();
    var named =
        stage.use.updateAccount.handle(
            new UpdateAccount.Command(session.holder(), mine, "Team chat", null, null));
    assertThat(named.account().nickname()).isEqualTo("Team chat");
    assertRefused(
        Code.SESSION_LIMITED,
        () ->
            stage.use.updateAccount.handle(
                new UpdateAccount.Command(session.holder(), others, "x", null, null)));
    assertRefused(
        Code.SESSION_LIMITED,
        () ->
            stage.use.updateAccount.handle(
                new UpdateAccount.Command(session.holder(), mine, null, true, null)));
  }
}
