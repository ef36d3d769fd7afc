package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.connectedaccounts.browser.Product.Way;
import org.junit.jupiter.api.Test;

/** {@code connect.js} in a product's page. */
class DropInScriptIT extends BrowserTest {
  private static final Pattern COMPLETED = Pattern.compile("completed: acc_[0-9a-z]{26}");
  private static final Pattern ACCOUNT = Pattern.compile("account: acc_[0-9a-z]{26}");

  @Test
  void aPopUpAnswersWithIdsAndTheHandleAndTheBackendCompletes() {
    Session session = workspace.demo();
    Page opener = productPage(product.origin(), session, Way.POP_UP);
    Page page = popUp(opener);

    Consent.allow(Consent.open(page), "Ada Lovelace");

    assertThat(opener.getByRole(STATUS)).hasText(COMPLETED);
    assertThat(heading(page, "Connected as Ada Lovelace")).isVisible();
    assertThat(opener.evaluate("Object.keys(connected)"))
        .isEqualTo(List.of("session_id", "handle"));
  }

  @Test
  void aFrameInAnotherSiteConnectsWithoutItsCookie() {
    Session session = workspace.demo();
    Page opener = productPage(product.otherSite(), session, Way.FRAME);
    button(opener, "Connect account").click();
    FrameLocator frame = opener.frameLocator("iframe");

    Page consent = Consent.open(opener, frame);
    Consent.allow(consent, "Ada Lovelace");

    // The consent's window is not known to be the frame's browser: it ends at the return page.
    consent.waitForURL(product.origin() + "/return?**");
    assertThat(consent.getByRole(STATUS)).hasText(COMPLETED);
    assertThat(opener.getByRole(STATUS)).hasText(ACCOUNT);
    assertThat(heading(frame, "Connected as Ada Lovelace")).isVisible();
    button(frame, "Done").click();
    assertThat(opener.locator("iframe")).hasCount(0);
  }

  @Test
  void anOriginThatIsNotRegisteredGetsNoMessage() {
    Workspace other =
        Workspace.open(service, Map.of("return_urls", List.of(product.origin() + "/return")));
    product.of(other);
    Session session = other.demo();
    Page opener = productPage(product.origin(), session, Way.POP_UP);
    opener.evaluate("window.got = []; addEventListener('message', ({data}) => got.push(data))");
    Page page = popUp(opener);

    Consent.allow(Consent.open(page), "Ada Lovelace");

    // Nobody listens who may: it goes on by the return page.
    page.waitForURL(product.origin() + "/return?**");
    assertThat((List<?>) opener.evaluate("got")).isEmpty();
    assertThat(opener.getByRole(STATUS)).isEmpty();
  }

  @Test
  void anOriginThatIsNotRegisteredCannotShowItInAFrame() {
    complaints.expect("frame-ancestors");
    complaints.expect("X-Frame-Options");
    Workspace other = Workspace.open(service, Map.of());
    Session session = other.demo();
    Page opener = productPage(product.origin(), session, Way.FRAME);
    button(opener, "Connect account").click();

    assertThat(opener.locator("iframe")).isVisible();
    opener.waitForCondition(() -> opener.frames().size() == 2);
    assertThat(opener.frameLocator("iframe").locator("#page")).hasCount(0);
    assertThat(other.look(session).path("status").asText()).isEqualTo("pending");
  }

  @Test
  void whatTheUserClosesIsToldAsClosed() {
    Page opener = productPage(product.origin(), workspace.demo(), Way.POP_UP);
    Page page = popUp(opener);
    assertThat(button(page, "Sign in and allow")).isVisible();

    page.close();

    assertThat(opener.getByRole(STATUS)).hasText("refused: closed");
  }

  @Test
  void anExistingAccountIsAnsweredById() {
    String account = workspace.account("Robot");
    Page opener = productPage(product.origin(), workspace.demo(), Way.POP_UP);
    Page page = popUp(opener);

    button(page, "Use this account: Robot").click();

    assertThat(opener.getByRole(STATUS)).hasText("account: " + account);
  }

  @Test
  void whereTheBrowserIsTheProofTheAccountIsAnsweredById() {
    Map<String, Object> settings = new HashMap<>(product.registration());
    settings.put("browser_bound", true);
    Workspace bound = Workspace.open(service, settings);
    product.of(bound);
    Session session = bound.demo();
    Page opener = productPage(product.origin(), session, Way.POP_UP);
    Page page = popUp(opener);

    Consent.allow(Consent.open(page), "Ada Lovelace");

    assertThat(opener.getByRole(STATUS)).hasText(ACCOUNT);
    assertThat(bound.look(session).at("/account/binding").asText()).isEqualTo("browser_bound");
  }

  @Test
  void aSeveredOpenerHearsOfTheEndAllTheSame() {
    Session session = workspace.demo();
    Page opener = productPage(product.origin(), session, Way.SEVERED);
    Page page = opener.context().waitForPage(() -> button(opener, "Connect account").click());

    Consent.allow(Consent.open(page), "Ada Lovelace");

    // The window has no opener: it returns as a page of its own, where the backend completes.
    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).hasText(COMPLETED);
    assertThat(opener.getByRole(STATUS)).hasText("account: by the session");
  }

  @Test
  void forgedMessagesOfAnotherWindowAreIgnored() {
    Session session = workspace.demo();
    Page opener = productPage(product.origin(), session, Way.POP_UP);
    Page page = popUp(opener);
    assertThat(button(page, "Sign in and allow")).isVisible();
    String forged =
        "window => window.postMessage({type: 'connected-accounts', session_id: '%s', handle: 'forged'}, '*')"
            .formatted(session.id());

    // C8: the page itself, and a frame of another site, are not the window that was opened.
    opener.evaluate("() => (" + forged + ")(window)");
    opener.evaluate(
        "url => { const f = document.createElement('iframe'); f.src = url; document.body.append(f);"
            + " }",
        product.otherSite() + "/nothing");
    opener.waitForCondition(() -> opener.frames().size() == 2);
    opener.frames().get(1).evaluate("() => (" + forged + ")(parent)");
    assertThat(opener.getByRole(STATUS)).isEmpty();

    Consent.allow(Consent.open(page), "Ada Lovelace");
    assertThat(opener.getByRole(STATUS)).hasText(COMPLETED);
  }

  /** C8, the other way: the product's page cannot say what came back from a consent. */
  @Test
  void aForgedConsentIsIgnoredByThePage() {
    Session session = workspace.demo();
    Page opener = productPage(product.origin(), session, Way.POP_UP);
    Page page = popUp(opener);
    Page consent = Consent.open(page);
    assertThat(heading(page, "Continue at Demo Provider")).isVisible();

    opener.evaluate(
        "id => window.open('', 'connected-accounts-' + id).postMessage({type:"
            + " 'connected-accounts:consent', session_id: id, handle: 'forged'}, '*')",
        session.id());
    page.evaluate("new Promise(done => setTimeout(done, 500))");
    assertThat(heading(page, "Continue at Demo Provider")).isVisible();

    Consent.allow(consent, "Ada Lovelace");
    assertThat(opener.getByRole(STATUS)).hasText(COMPLETED);
  }

  @Test
  void aWindowThatIsBlockedIsSaid() {
    Session session = workspace.demo();
    BrowserContext visitor = visitor();
    visitor.addInitScript("window.open = () => null");
    Page opener = visitor.newPage();
    opener.navigate(product.origin() + product.page(session, Way.POP_UP));

    button(opener, "Connect account").click();

    assertThat(opener.getByRole(STATUS)).hasText("refused: popup_blocked");
  }

  private Page productPage(String origin, Session session, Way way) {
    return open(origin + product.page(session, way));
  }

  private static Page popUp(Page opener) {
    return opener.waitForPopup(() -> button(opener, "Connect account").click());
  }
}
