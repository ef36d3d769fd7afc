package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.SEARCHBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.browser.Product.Way;
import org.junit.jupiter.api.Test;

/** The page of a user's accounts. */
class AccountsPageIT extends BrowserTest {
  private final Accounts accounts = new Accounts(service, workspace);

  @Test
  void accountsAreFoundByTheirNameAppAndStatus() {
    accounts.add("Newsletter");
    accounts.broken("Archive");
    Page page = open(workspace.manage().link());
    assertThat(rows(page)).hasCount(2);

    page.getByRole(SEARCHBOX, named("Search accounts")).fill("news");
    assertThat(rows(page)).hasCount(1);
    assertThat(rows(page)).containsText("Newsletter");
    page.getByRole(SEARCHBOX, named("Search accounts")).fill("");
    page.getByLabel("Status").selectOption("Needs reconnecting");
    assertThat(rows(page)).hasCount(1);
    assertThat(rows(page)).containsText("Demo Provider no longer accepts the key.");
    page.getByLabel("App", new Page.GetByLabelOptions().setExact(true)).fill("slack");

    assertThat(page.locator(".foot").getByText("No account matches.")).isVisible();
    button(page, "Clear the filters").click();
    assertThat(rows(page)).hasCount(2);
  }

  @Test
  void aNicknameIsEditedWhereItStands() {
    String id = accounts.add("Newsletter");
    Page page = open(workspace.manage().link());

    button(page, "Rename Newsletter").click();
    page.getByLabel("Nickname of Newsletter").fill("Weekly letter");
    page.keyboard().press("Enter");

    assertThat(button(page, "Rename Weekly letter")).isFocused();
    assertThat(account(id).path("nickname").asText()).isEqualTo("Weekly letter");
  }

  @Test
  void whatAStepFindsIsNamedToBeCopiedAndWorkflowsAreLinked() {
    String id = accounts.add("Newsletter");
    accounts.use(id, "welcome", "Welcome new customers");
    BrowserContext visitor = visitor();
    visitor.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Page page = visitor.newPage();
    page.navigate(workspace.manage().link());

    button(page, "Details of Newsletter").click();
    button(page, "Copy auths.demo.api_key").click();

    assertThat(page.getByText("Copied")).hasCount(1);
    assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("auths.demo.api_key");
    Locator workflow = page.getByRole(AriaRole.LINK, named("Welcome new customers"));
    assertThat(workflow).hasAttribute("href", Accounts.url("welcome"));
    assertThat(page.getByText("step send")).isVisible();
  }

  @Test
  void scopesOfAConsentAreListed() {
    Page opener = open(product.origin() + product.page(workspace.demo(), Way.POP_UP));
    Page connect = opener.waitForPopup(() -> button(opener, "Connect account").click());
    Consent.allow(Consent.open(connect), "Ada Lovelace");
    assertThat(heading(connect, "Connected as Ada Lovelace")).isVisible();
    Page page = open(workspace.manage().link());

    button(page, "Details of Ada Lovelace").click();

    assertThat(page.locator(".scopes li")).hasText(new String[] {"profile", "messages:read"});
    assertThat(page.getByText("auths.demo.oauth_access_token")).isVisible();
  }

  @Test
  void anAccountThatWorkflowsUseIsRemovedOnlyWithAnAnswerToThem() {
    String id = accounts.add("Newsletter");
    accounts.use(id, "welcome", "Welcome new customers");
    Page page = open(workspace.manage().link());
    remove(page, "Newsletter");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Welcome new customers");
    assertThat(page.getByText("There is no other Demo Provider account")).isVisible();
    button(page, "Cancel").click();
    assertThat(rows(page)).hasCount(1);

    remove(page, "Newsletter");
    button(page, "Remove account").click();

    assertThat(heading(page, "Newsletter is removed")).isVisible();
    assertThat(page.getByText("1 step lost it.")).isVisible();
    button(page, "Done").click();
    assertThat(heading(page, "No accounts yet")).isVisible();
  }

  @Test
  void anotherAccountCanTakeItsPlace() {
    String id = accounts.add("Newsletter");
    String other = accounts.add("Backup");
    accounts.use(id, "welcome", "Welcome new customers");
    Page page = open(workspace.manage().link());

    remove(page, "Newsletter");
    page.getByLabel("Let them use another account").check();
    page.getByLabel("Use instead").selectOption(other);
    button(page, "Replace and remove").click();

    assertThat(page.getByText("1 step uses Backup now.")).isVisible();
    JsonNode links = workspace.api().get("/v1/accounts/" + other + "/step-links");
    assertThat(links.at("/data/0/workflow_id").asText()).isEqualTo("welcome");
  }

  @Test
  void whatSomebodyElseSharesIsNoReplacementUnlessItIsChosen() {
    String id = accounts.add("Newsletter");
    String shared = accounts.add("Shared box");
    accounts.giveTo(shared, "bob");
    accounts.use(id, "welcome", "Welcome new customers");
    Page page = open(workspace.manage().link());
    remove(page, "Newsletter");

    button(page, "Replace and remove").click();

    assertThat(page.getByRole(AriaRole.ALERT).getByText("Choose an account")).isVisible();
    page.getByLabel("Use instead").selectOption(shared);
    assertThat(page.getByLabel("Use instead")).containsText("shared by bob");
    button(page, "Replace and remove").click();
    assertThat(page.getByText("1 step uses Shared box now.")).isVisible();
  }

  @Test
  void theNicknameEditorIsLeftByEnter() {
    accounts.add("Newsletter");
    Page page = open(workspace.manage().link());
    button(page, "Rename Newsletter").click();

    page.keyboard().press("Enter");

    assertThat(page.getByLabel("Nickname of Newsletter")).isHidden();
    assertThat(button(page, "Rename Newsletter")).isFocused();
  }

  @Test
  void aBrokenAccountIsReconnectedWithoutLeavingTheList() {
    String id = accounts.broken("Archive");
    Session session = workspace.manage();
    Page opener = open(product.origin() + product.page(session, Way.POP_UP));
    Page page = opener.waitForPopup(() -> button(opener, "Connect account").click());

    button(page, "Reconnect Archive").click();
    page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true))
        .fill(Workspace.GOOD_KEY);
    button(page, "Connect").click();
    assertThat(heading(page, "Connected as Demo robot")).isVisible();
    button(page, "Done").click();

    assertThat(rows(page)).containsText("Working");
    // Told of once, with the handle, which its backend completed.
    assertThat(opener.locator("#also")).hasText("completed: " + id);
  }

  @Test
  void fiveThousandAccountsComeAPageAtATime() {
    accounts.multiply(accounts.add("Robot"), 5000);
    List<String> lists = new ArrayList<>();
    Page page = visitor().newPage();
    page.onRequest(
        request -> {
          if (request.url().contains("/v1/accounts?")) {
            lists.add(request.url());
          }
        });
    page.navigate(workspace.manage().link());
    assertThat(rows(page)).hasCount(20);

    button(page, "Load more").scrollIntoViewIfNeeded();
    assertThat(rows(page)).hasCount(40);
    page.getByRole(SEARCHBOX, named("Search accounts")).fill("Robot 4711");

    assertThat(rows(page)).hasCount(1);
    assertThat(lists).hasSize(3).allMatch(url -> url.contains("limit=20"));
  }

  @Test
  void theAccountsOfSomebodyElseAreNotListed() {
    workspace.account("somebody-else", "Private robot");
    accounts.add("Mine");

    Page page = open(workspace.manage().link());

    assertThat(rows(page)).hasCount(1);
    assertThat(rows(page)).containsText("Mine");
  }

  private static void remove(Page page, String name) {
    Locator details = button(page, "Details of " + name);
    if ("false".equals(details.getAttribute("aria-expanded"))) {
      details.click();
    }
    button(page, "Remove " + name).click();
  }

  private JsonNode account(String id) {
    return workspace.api().get("/v1/accounts/" + id);
  }

  private static Locator rows(Page page) {
    return page.locator(".accounts > li");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
