package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.ALERT;
import static com.microsoft.playwright.options.AriaRole.STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.browser.Product.Way;
import org.junit.jupiter.api.Test;

/** The form of an app that is connected by a key. */
class KeyFormIT extends BrowserTest {

  @Test
  void aKeyThatTheAppTakesIsConnected() {
    Page opener = open(product.origin() + product.page(workspace.demo(), Way.POP_UP));
    Page page = opener.waitForPopup(() -> button(opener, "Connect account").click());
    form(page).fill(Workspace.GOOD_KEY);

    button(page, "Connect").click();

    assertThat(heading(page, "Connected as Demo robot")).isVisible();
    assertThat(opener.getByRole(STATUS)).containsText("completed: acc_");
  }

  @Test
  void aKeyThatTheAppRefusesIsSaidAndTheFormStays() {
    Page page = open(workspace.demo().link());
    Locator field = form(page);
    field.fill("demo-key-wrong");

    button(page, "Connect").click();

    assertThat(page.getByRole(ALERT)).containsText("Please check this");
    assertThat(field)
        .hasAccessibleDescription(
            "This was not accepted by the app The key of the demo is demo-key-1234.");
    assertThat(field).hasValue("demo-key-wrong");
  }

  @Test
  void whatIsMissingIsSaidAtItsField() {
    Page page = open(workspace.demo().link());
    Locator field = form(page);

    button(page, "Connect").click();

    assertThat(field).hasAttribute("aria-invalid", "true");
    assertThat(field)
        .hasAccessibleDescription("API key is missing The key of the demo is demo-key-1234.");
    button(page, "API key").click();
    assertThat(field).isFocused();
  }

  @Test
  void aKeyIsHiddenUntilItIsShown() {
    Page page = open(workspace.demo().link());
    Locator field = form(page);
    assertThat(field).hasAttribute("type", "password");

    button(page, "Show API key").click();
    assertThat(field).hasAttribute("type", "text");

    button(page, "Hide API key").click();
    assertThat(field).hasAttribute("type", "password");
  }

  @Test
  void blanksThatCameAlongInAPasteAreLeftOut() {
    Page page = open(workspace.demo().link());
    Locator field = form(page);
    field.focus();

    page.evaluate(
        """
        text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData, cancelable: true, bubbles: true}));
        }
        """,
        "  " + Workspace.GOOD_KEY + " \n");

    assertThat(field).hasValue(Workspace.GOOD_KEY);
  }

  @Test
  void aDoubleClickSendsOnce() {
    Page page = open(workspace.demo().link());
    List<String> sent = new ArrayList<>();
    page.onRequest(
        request -> {
          if (request.url().endsWith("/credentials")) {
            sent.add(request.method());
          }
        });
    form(page).fill(Workspace.GOOD_KEY);

    button(page, "Connect").dblclick();

    page.waitForURL(product.origin() + "/return?**");
    assertThat(page.getByRole(STATUS)).containsText("completed: acc_");
    assertThat(sent).containsExactly("POST");
  }

  private static Locator form(Page page) {
    button(page, "API key").click();
    return page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true));
  }
}
