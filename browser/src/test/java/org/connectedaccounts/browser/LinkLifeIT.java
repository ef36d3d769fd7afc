package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** How long a link and its page live, and in which browser. */
class LinkLifeIT extends BrowserTest {
  private static final String MODULE = "**/assets/connect/flow.js";
  private static final String REDEEM = "**/redeem";
  private static final String METHODS = "How do you want to connect Demo Provider?";

  @Test
  void aLinkOpensInOneBrowserOnly() {
    Session session = workspace.demo();
    Page first = open(session.link());
    assertThat(heading(first, METHODS)).isVisible();

    Page second = open(session.link());

    assertThat(heading(second, "This link does not work any more")).isVisible();
    first.reload();
    assertThat(heading(first, METHODS)).isVisible();
  }

  @Test
  void theSameBrowserMayFollowTheLinkAgain() {
    Session session = workspace.demo();
    BrowserContext visitor = visitor();
    Page first = visitor.newPage();
    first.navigate(session.link());
    assertThat(heading(first, METHODS)).isVisible();

    Page second = visitor.newPage();
    second.navigate(session.link());

    assertThat(heading(second, METHODS)).isVisible();
  }

  /**
   * The service redeems it, and the browser never hears of it: neither token nor cookie arrives.
   */
  @Test
  void aLinkWhoseAnswerWasLostOpensAgainInThatTab() {
    Page page = visitor().newPage();
    page.route(REDEEM, LinkLifeIT::loseTheAnswer);
    Session session = workspace.demo();
    page.navigate(session.link());
    assertThat(button(page, "Try again")).isVisible();
    page.unroute(REDEEM);
    page.context().clearCookies();

    page.reload();

    assertThat(heading(page, METHODS)).isVisible();
    assertThat(heading(open(session.link()), "This link does not work any more")).isVisible();
  }

  @Test
  void aPageOfWhichAPartDoesNotComeSaysSoAndLoadsAgain() {
    Page page = visitor().newPage();
    page.route(MODULE, Route::abort);
    Session session = workspace.demo();
    page.navigate(session.link());
    assertThat(heading(page, "No connection")).isVisible();
    page.unroute(MODULE);

    button(page, "Try again").click();

    assertThat(heading(page, METHODS)).isVisible();
  }

  private static void loseTheAnswer(Route route) {
    APIResponse lost = route.fetch();
    assertThat(lost.status()).isEqualTo(200);
    route.abort();
  }

  @Test
  void aLinkThatIsOnlyLookedAtByAMachineStillOpens() throws IOException, InterruptedException {
    Session session = workspace.demo();
    try (HttpClient bot = HttpClient.newHttpClient()) {
      HttpRequest get = HttpRequest.newBuilder(URI.create(session.page())).build();
      assertThat(bot.send(get, BodyHandlers.ofString()).body()).doesNotContain(session.id());
    }

    assertThat(heading(open(session.link()), METHODS)).isVisible();
  }

  @Test
  void aLinkThatRanOutSaysSo() {
    Session session = workspace.demo();
    expire(session);

    Page page = open(session.link());

    assertThat(heading(page, "This link has run out")).isVisible();
  }

  @Test
  void aPageThatStoodOpenForTooLongSaysSo() {
    Session session = workspace.demo();
    Page page = open(session.link());
    button(page, "API key").click();
    page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true))
        .fill(Workspace.GOOD_KEY);
    expire(session);

    button(page, "Connect").click();

    assertThat(page.getByText("This link has run out")).isVisible();
    page.reload();
    assertThat(heading(page, "This link has run out")).isVisible();
  }

  @Test
  void theBackButtonGoesOneStepBack() {
    Page page = open(workspace.demo().link());
    button(page, "API key").click();
    assertThat(heading(page, "Connect Demo Provider")).isVisible();

    page.goBack();

    assertThat(heading(page, METHODS)).isVisible();
    page.goForward();
    assertThat(heading(page, "Connect Demo Provider")).isVisible();
  }

  @Test
  void afterTheEndTheBackButtonDoesNotBeginAgain() {
    workspace.account("Robot");
    Page page = open(workspace.demo().link());
    button(page, "Connect another account").click();
    page.goBack();
    button(page, "Use this account: Robot").click();
    assertThat(heading(page, "Connected as Demo robot")).isVisible();

    page.reload();

    assertThat(heading(page, "Connected as Demo robot")).isVisible();
    assertThat(button(page, "Use this account: Robot")).hasCount(0);
  }

  @Test
  void twoTabsOfOneSessionAgreeOnItsEnd() {
    workspace.account("Robot");
    Session session = workspace.demo();
    BrowserContext visitor = visitor();
    Page one = visitor.newPage();
    one.navigate(session.link());
    Page two = visitor.newPage();
    two.navigate(session.page());
    button(one, "Use this account: Robot").click();
    assertThat(heading(one, "Connected as Demo robot")).isVisible();

    button(two, "Use this account: Robot").click();

    assertThat(two.getByText("This was finished already")).isVisible();
    two.reload();
    assertThat(heading(two, "Connected as Demo robot")).isVisible();
    assertThat(workspace.api().get("/v1/accounts").path("data")).hasSize(1);
  }

  private void expire(Session session) {
    int changed =
        service.sql(
            "update connect_session set expires_at = clock_timestamp() - interval '1 second'"
                + " where id = '%s'".formatted(Ids.uuid(session.id())));
    assertThat(changed).isOne();
  }
}
