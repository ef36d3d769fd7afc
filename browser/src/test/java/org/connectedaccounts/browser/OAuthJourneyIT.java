package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.LINK;
import static com.microsoft.playwright.options.AriaRole.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Consent at the demo provider, from the connect page and back. */
class OAuthJourneyIT extends BrowserTest {

  /** What keeps a browser from opening windows. */
  private static final String NO_POP_UPS = "window.open = () => null";

  @Test
  void aConsentInAWindowGoesOnInThePageThatWaits() {
    Session session = workspace.demo();
    Page page = open(session.link());
    Page consent = Consent.open(page);
    assertThat(heading(page, "Continue at Demo Provider")).isVisible();

    Consent.allow(consent, "Ada Lovelace");

    // Nobody opened the page, so that it goes to the product's return page with the handle.
    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).containsText("completed: acc_");
  }

  @Test
  void whereWindowsAreBlockedThePageItselfGoesThereAndBack() {
    Session session = workspace.demo();
    BrowserContext visitor = visitor();
    visitor.addInitScript(NO_POP_UPS);
    Page page = visitor.newPage();
    page.navigate(session.link());
    Consent.choose(page);
    button(page, "Continue to Demo Provider").click();

    Consent.allow(page, "Ada Lovelace");

    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).containsText("completed: acc_");
  }

  @Test
  void aDenialIsSaidAndCanBeTriedAgain() {
    Page page = open(workspace.demo().link());
    Page consent = Consent.open(page);

    button(consent, "Deny").click();

    assertThat(heading(page, "Access was not allowed")).isVisible();
    button(page, "Try again").click();
    assertThat(button(page, "Continue to Demo Provider")).isVisible();
  }

  @Test
  void anotherUserThanTheSessionsIsRefusedByTheBackend() {
    Session session = workspace.demo();
    product.signIn("mallory");
    Page page = open(session.link());

    Consent.allow(Consent.open(page), "Ada Lovelace");

    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).hasText("not completed: user_mismatch");
    assertThat(workspace.api().get("/v1/accounts").path("data")).isEmpty();
  }

  @Test
  void theReturnPageOfTheDemoCompletesAndLeadsBackToWhoIsConnected() {
    Workspace first = new Workspace("first", "first", new Api(service.base(), service.firstKey()));
    Session session =
        first.session(Map.of("external_user_id", "user-of-demo", "apps", List.of("demo")));
    Page page = open(session.link());
    Consent.allow(Consent.open(page), "Grace Hopper");
    page.waitForURL("**/demo/return?**");

    button(page, "Let the backend complete it").click();
    page.getByRole(LINK, new Page.GetByRoleOptions().setName("Go on to that page")).click();

    assertThat(heading(page, "Connected as Grace Hopper")).isVisible();
  }

  @Test
  void theNicknameOfTheEndIsKept() {
    Session session = workspace.demo();
    Page opener = open(product.origin() + product.page(session, Product.Way.POP_UP));
    Page page = opener.waitForPopup(() -> button(opener, "Connect account").click());
    Consent.allow(Consent.open(page), "Ada Lovelace");
    assertThat(heading(page, "Connected as Ada Lovelace")).isVisible();

    page.getByLabel("Nickname").fill("Team");
    page.waitForClose(() -> button(page, "Done").click());

    assertThat(opener.getByRole(STATUS)).containsText("completed: acc_");
    String nickname = workspace.look(session).at("/account/nickname").asText();
    assertThat(nickname).isEqualTo("Team");
  }
}
