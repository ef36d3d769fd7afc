package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.SEARCHBOX;
import static com.microsoft.playwright.options.AriaRole.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.browser.Product.Way;
import org.junit.jupiter.api.Test;

/** Where a browser keeps what the pages know, and whom it tells. */
class SecretsInTheBrowserIT extends BrowserTest {
  private static final String METHODS = "How do you want to connect Demo Provider?";

  @Test
  void theCookieIsOfThisHostAloneAndNoScriptSeesIt() {
    Session session = workspace.demo();
    Page page = open(session.link());
    assertThat(heading(page, METHODS)).isVisible();

    List<Cookie> cookies = page.context().cookies();

    assertThat(cookies).hasSize(1);
    Cookie cookie = cookies.getFirst();
    assertThat(cookie.name).isEqualTo("__Host-connect-" + session.id());
    assertThat(cookie.secure).isTrue();
    assertThat(cookie.httpOnly).isTrue();
    assertThat(cookie.sameSite).isEqualTo(SameSiteAttribute.LAX);
    assertThat(cookie.path).isEqualTo("/");
    assertThat(page.evaluate("document.cookie")).isEqualTo("");
  }

  @Test
  void theTicketStaysInNoAddressAndNoHistory() {
    Session session = workspace.demo();
    Page page = open(session.link());
    assertThat(heading(page, METHODS)).isVisible();
    assertThat(page.url()).isEqualTo(session.page());

    page.navigate(product.origin() + "/elsewhere");
    page.goBack();

    assertThat(heading(page, METHODS)).isVisible();
    assertThat(page.url()).isEqualTo(session.page());
  }

  /** C10: over a whole journey, with everything that is fetched in it. */
  @Test
  void noSecretIsInAnAddressOrTellsWhereOneCameFrom() {
    Session session = workspace.demo();
    BrowserContext visitor = visitor();
    List<String> sent = new ArrayList<>();
    visitor.onRequest(request -> sent.add(sent(request)));
    Page opener = visitor.newPage();
    opener.navigate(product.origin() + product.page(session, Way.POP_UP));
    Page page = opener.waitForPopup(() -> button(opener, "Connect account").click());

    Consent.allow(Consent.open(page), "Ada Lovelace");

    assertThat(heading(page, "Connected as Ada Lovelace")).isVisible();
    assertThat(opener.getByRole(STATUS)).containsText("completed: acc_");
    assertThat(sent)
        .hasSizeGreaterThan(20)
        .allSatisfy(each -> assertThat(each).doesNotContain("cpt_", "cst_", "ctk_"));
    assertThat(product.seen())
        .allSatisfy(seen -> assertThat(String.valueOf(seen.referer())).doesNotContain("/connect/"));
  }

  @Test
  void theReturnPageIsNotToldWhereTheBrowserCameFrom() {
    Page page = open(workspace.demo().link());
    Consent.allow(Consent.open(page), "Ada Lovelace");
    page.waitForURL(product.origin() + "/return?**");

    assertThat(product.seen())
        .filteredOn(seen -> seen.uri().startsWith("/return"))
        .isNotEmpty()
        .allSatisfy(seen -> assertThat(seen.referer()).isNull());
  }

  @Test
  void noStorageKeepsAToken() {
    Session session = workspace.manage();
    Page page = open(session.link());
    button(page, "Connect account").click();
    page.getByRole(SEARCHBOX, apps()).fill("Demo Prov");
    page.getByText("Demo Provider").click();
    assertThat(heading(page, METHODS)).isVisible();

    Object kept =
        page.evaluate(
            "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state,"
                + " await indexedDB.databases(), await caches.keys()])");

    assertThat(kept).asString().doesNotContain("cpt_", "ctk_", "cst_");
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
  }

  @Test
  void theConsentCannotReachBackToThePage() {
    Page page = open(workspace.demo().link());

    Page consent = Consent.open(page);
    consent.waitForURL("**/demo/oauth/authorize?**");

    assertThat(consent.evaluate("opener")).isNull();
  }

  private static Page.GetByRoleOptions apps() {
    return new Page.GetByRoleOptions().setName("Search apps");
  }

  /** What others may see of a request: its address, without the fragment, and the referrer. */
  private static String sent(Request request) {
    return request.url().split("#", 2)[0] + " " + request.headers().get("referer");
  }
}
