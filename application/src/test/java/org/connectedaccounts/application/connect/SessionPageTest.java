package org.connectedaccounts.application.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.account.RemoveUser;
import org.connectedaccounts.application.workspace.Authenticate;
import org.connectedaccounts.application.workspace.TrustedCallers;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.testing.FakeIssuedTokens;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StagePages;
import org.connectedaccounts.testing.StagePages.OnPage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A session's link and page (C1, C9, C10). */
class SessionPageTest {

  private static final String PAGE = "https://accounts.acme.example/connect/";

  private final Stage stage = new Stage();
  private final StagePages pages = new StagePages(stage);

  private CreateConnectSession.Created create() {
    return stage.use.createSession.handle(
        new CreateConnectSession.Command(stage.key, Stage.request("ann"), null));
  }

  private RedeemTicket.Redeemed redeem(
      CreateConnectSession.Created created, @Nullable Secret ticket, @Nullable Secret kept) {
    return stage.use.redeem.handle(
        new RedeemTicket.Command(created.view().session().id(), ticket, null, kept));
  }

  private RedeemTicket.Redeemed redeem(CreateConnectSession.Created created, String nonce) {
    return stage.use.redeem.handle(
        new RedeemTicket.Command(
            created.view().session().id(),
            StagePages.ticketOf(created.link()),
            Secret.of(nonce),
            null));
  }

  @Test
  void createThenTheLinkCarriesATicketInItsFragmentAndNeverTheApiToken() {
    var created = create();
    var link = created.link().reveal();
    assertThat(link)
        .matches(PAGE + created.view().session().id().text() + "#ticket=ctk_[0-9A-Za-z]{36}")
        .doesNotContain(created.token().reveal());
  }

  @Test
  void redeemThenOnceOnly() {
    var created = create();
    var ticket = StagePages.ticketOf(created.link());
    var redeemed = redeem(created, ticket, null);
    assertThat(redeemed.token().reveal()).startsWith("cpt_");
    assertThat(redeemed.returnUrl()).isEqualTo(Stage.RETURN_URL);
    assertThat(redeemed.workspace().name()).isEqualTo("Acme");
    assertRefused(Code.TICKET_INVALID, () -> redeem(created, ticket, null));
  }

  @Test
  void redeemWhenTheSameBrowserComesAgainThenItIsKnown() {
    var created = create();
    var token = redeem(created, StagePages.ticketOf(created.link()), null).token();
    assertThat(redeem(created, null, token).token()).isEqualTo(token);
    var used = StagePages.ticketOf(created.link());
    assertThat(redeem(created, used, token).token()).isEqualTo(token);
  }

  @Test
  void redeemWhenTheAnswerWasLostThenTicketAndNonceGiveTheSameTokenAgain() {
    var created = create();
    var token = redeem(created, "n".repeat(32)).token();
    assertThat(redeem(created, "n".repeat(32)).token()).isEqualTo(token);
    assertThat(redeem(created, null, token).token()).isEqualTo(token);
  }

  @Test
  void redeemWhenTheTicketWasSpentThenItsThiefGetsNothingWithoutTheNonce() {
    var created = create();
    redeem(created, "n".repeat(32));
    assertRefused(Code.TICKET_INVALID, () -> redeem(created, "m".repeat(32)));
    assertRefused(
        Code.TICKET_INVALID, () -> redeem(created, StagePages.ticketOf(created.link()), null));
  }

  @Test
  void redeemWhenTheNonceCouldBeGuessedThenRefusedAndTheTicketIsUnspent() {
    var created = create();
    assertRefused(Code.INVALID_REQUEST, () -> redeem(created, "n".repeat(31)));
    assertThat(redeem(created, StagePages.ticketOf(created.link()), null).token()).isNotNull();
  }

  @Test
  void redeemWhenTicketOrTokenIsAnotherSessionsThenRefused() {
    var one = create();
    var other = create();
    var token = redeem(other, StagePages.ticketOf(other.link()), null).token();
    assertRefused(Code.TICKET_INVALID, () -> redeem(one, StagePages.ticketOf(other.link()), null));
    assertRefused(Code.TICKET_INVALID, () -> redeem(one, null, token));
    assertRefused(Code.TICKET_INVALID, () -> redeem(one, null, null));
    assertRefused(Code.TICKET_INVALID, () -> redeem(one, one.token(), one.token()));
    assertRefused(Code.TICKET_INVALID, () -> redeem(one, Secret.of("ctk_x"), Secret.of("cpt_x")));
  }

  @Test
  void redeemWhenTheSessionIsOverThenRefusedAndItsTokenIsDead() {
    var created = create();
    var late = create();
    var token = redeem(created, StagePages.ticketOf(created.link()), null).token();
    stage.later(Duration.ofMinutes(31));
    assertRefused(Code.SESSION_EXPIRED, () -> redeem(late, StagePages.ticketOf(late.link()), null));
    assertRefused(Code.SESSION_EXPIRED, () -> redeem(created, null, token));
  }

  @Test
  void authenticateThenThePageTokenReachesTheSessionAndTheTicketNothing() {
    var created = create();
    var ticket = StagePages.ticketOf(created.link());
    var authenticate =
        new Authenticate(
            stage.stores.apiKeys,
            stage.stores.sessions,
            stage.stores.fingerprints,
            Secret.of("operator"),
            new TrustedCallers(new FakeIssuedTokens(), stage.stores.workspaces),
            InstantSource.system());
    assertRefused(
        Code.UNAUTHENTICATED, () -> authenticate.handle(new Authenticate.Command(ticket, null)));
    var token = redeem(created, ticket, null).token();
    assertThat(authenticate.handle(new Authenticate.Command(token, null)))
        .isEqualTo(
            new Caller.SessionHolder(stage.workspace, created.view().session().id().value(), true));
  }

  @Test
  void lookThenNothingIsConsumed() {
    var created = create();
    for (int i = 0; i < 100; i++) {
      assertThat(stage.use.lookAtPage.handle(created.view().session().id()))
          .hasValueSatisfying(seen -> assertThat(seen.status()).isEqualTo("pending"));
    }
    assertThat(redeem(created, StagePages.ticketOf(created.link()), null).token()).isNotNull();
    assertThat(stage.use.lookAtPage.handle(created.view().session().id()))
        .hasValueSatisfying(seen -> assertThat(seen.status()).isEqualTo("opened"));
  }

  @Test
  void consentThenTheBrowserComesBackToThePageWithTheHandleInTheFragment() {
    OnPage page = pages.open(Stage.request("ann"));
    var outcome =
        stage.comeBack(
            stage.authorize(page.session(), "chat"), Map.of("code", "code-1"), page.kept());
    String url = Objects.requireNonNull(outcome.returnUrl());
    assertThat(url).startsWith(PAGE + page.session().id().text() + "#handle=");
    var handle = Secret.of(url.substring(url.indexOf("#handle=") + "#handle=".length()));
    assertThat(stage.complete(page.session(), handle).created()).isTrue();
  }

  @Test
  void consentWhenAScopeIsRefusedThenThePageHasWordsOfItsOwn() {
    OnPage page = pages.open(Stage.request("ann"));
    var outcome =
        stage.comeBack(
            stage.authorize(page.session(), "chat"), Map.of("error", "invalid_scope"), page.kept());
    assertThat(outcome.returnUrl())
        .isEqualTo(PAGE + page.session().id().text() + "#error=invalid_scope");
  }

  @Test
  void consentWhenDeniedThenThePageIsTold() {
    OnPage page = pages.open(Stage.request("ann"));
    var outcome =
        stage.comeBack(
            stage.authorize(page.session(), "chat"), Map.of("error", "access_denied"), page.kept());
    assertThat(outcome.returnUrl())
        .isEqualTo(PAGE + page.session().id().text() + "#error=consent_denied");
  }

  /** The victim consents at the attacker's authorization URL (C1). */
  @Test
  void consentWhenInAnotherBrowserThenItGoesTheWayOfTheBackend() {
    OnPage attacker = pages.open(Stage.request("mallory"));
    OnPage victim = pages.open(Stage.request("ann"));
    var outcome =
        stage.comeBack(
            stage.authorize(attacker.session(), "chat"), Map.of("code", "code-1"), victim.kept());
    assertThat(outcome.returnUrl()).startsWith(Stage.RETURN_URL + "?session_id=");
    var handle = Stage.handleOf(outcome);
    assertRefused(
        Code.USER_MISMATCH,
        () ->
            stage.use.complete.handle(
                new CompleteConnection.Command(stage.key, attacker.session().id(), handle, "ann")));
    assertThat(stage.server.calls()).isEmpty();
  }

  @Test
  void authorizeWhenNobodyCouldBeToldThenRefusedOnThePageToo() {
    stage.changeWorkspace(true);
    OnPage page = pages.open(Stage.request("ann"));
    assertRefused(Code.RETURN_URL_MISSING, () -> stage.authorize(page.session(), "chat"));
  }

  /** The consent came too late, and the page learns it (C6). */
  @Test
  void consentWhenItTookTooLongThenThePageIsToldAndMayTryAgain() {
    OnPage page = pages.open(Stage.request("ann"));
    String url = stage.authorize(page.session(), "chat");
    stage.later(Duration.ofMinutes(11));
    var outcome = stage.comeBack(url, Map.of("code", "code-1"), page.kept());
    assertThat(outcome.returnUrl())
        .isEqualTo(PAGE + page.session().id().text() + "#error=state_invalid");
    assertThat(stage.look(page.session()).status()).isEqualTo("failed");
    assertThat(stage.authorize(page.session(), "chat")).isNotEmpty();
  }

  @Test
  void linksOfASessionDieWithItsUser() {
    var created = create();
    stage.use.removeUser.handle(new RemoveUser.Command(stage.key, "ann"));
    assertRefused(
        Code.SESSION_NOT_FOUND, () -> redeem(created, StagePages.ticketOf(created.link()), null));
    assertThat(List.of(created.link().toString(), created.toString()))
        .noneMatch(text -> text.contains("ctk_"));
  }
}
