package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.SEARCHBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which app, which account, which way. */
class ChoosingIT extends BrowserTest {

  @Test
  void anAppIsFoundByItsNameAndChosenByTheKeyboard() {
    Page page = open(anyApp().link());
    Locator search = page.getByRole(SEARCHBOX, searchApps());
    assertThat(search).isFocused();

    // Faster than the answer: it must be the one that is searched for, not the first of before.
    search.fill("demo prov");
    search.press("Enter");

    assertThat(heading(page, "How do you want to connect Demo Provider?")).isVisible();
  }

  @Test
  void whatCannotBeConnectedIsFoundOnlyAndSaysSo() {
    Page page = open(anyApp().link());
    assertThat(page.locator("[data-app=ably]")).isVisible();
    assertThat(page.locator("[data-app=acuity_scheduling]")).hasCount(0);

    page.getByRole(SEARCHBOX, searchApps()).fill("acuity");

    assertThat(page.locator("[data-app=acuity_scheduling]")).containsText("Not set up here yet");
  }

  @Test
  void whatIsNotThereCanBeAskedFor() {
    Page page = open(anyApp().link());
    page.getByRole(SEARCHBOX, searchApps()).fill("Zyxgraph");
    assertThat(page.locator("#apps").getByText("No app found for “Zyxgraph”.")).isVisible();

    button(page, "Request this app").click();
    assertThat(page.getByLabel("Name of the app")).hasValue("Zyxgraph");
    button(page, "Send request").click();

    assertThat(heading(page, "Thank you")).isVisible();
    assertThat(workspace.api().get("/v1/app-requests").at("/data/0/name").asText())
        .isEqualTo("Zyxgraph");
  }

  @Test
  void whatIsHereAlreadyIsOfferedToWhoeverAsksForIt() {
    Page page = open(anyApp().link());
    page.getByRole(SEARCHBOX, searchApps()).fill("Zyxgraph");
    button(page, "Request this app").click();
    page.getByLabel("Name of the app").fill("demo provider");
    button(page, "Send request").click();

    assertThat(heading(page, "Demo Provider is here already")).isVisible();
    button(page, "Connect Demo Provider").click();

    assertThat(heading(page, "How do you want to connect Demo Provider?")).isVisible();
  }

  @Test
  void anAccountThatExistsComesFirstAndIsUsed() {
    String account = workspace.account("Team robot");
    Session session = workspace.demo();
    Page page = open(session.link());
    assertThat(heading(page, "Which Demo Provider account?")).isVisible();

    button(page, "Use this account: Team robot").click();

    assertThat(heading(page, "Connected as Demo robot")).isVisible();
    assertThat(workspace.look(session).at("/account/id").asText()).isEqualTo(account);
  }

  /** Newer, so that it would come first by its age. */
  @Test
  void whatOthersShareComesAfterTheUsersOwnAndSaysWhoseItIs() {
    String own = workspace.account("Own robot");
    String others = workspace.sharedAccount("colleague-7", "Team robot");

    Page page = open(workspace.demo().link());

    Locator rows = page.locator("[data-account]");
    assertThat(rows).hasCount(2);
    assertThat(rows.first()).hasAttribute("data-account", own);
    assertThat(rows.last()).hasAttribute("data-account", others);
    assertThat(rows.last()).containsText("shared by colleague-7");
  }

  @Test
  void anotherAccountCanBeConnectedBesides() {
    workspace.account("Team robot");
    Page page = open(workspace.demo().link());

    button(page, "Connect another account").click();
    button(page, "Sign in and allow").click();

    assertThat(heading(page, "Connect Demo Provider")).isVisible();
  }

  @Test
  void theAccountsOfSomebodyElseAreNotOffered() {
    workspace.account("somebody-else", "Private robot");

    Page page = open(workspace.demo().link());

    assertThat(heading(page, "How do you want to connect Demo Provider?")).isVisible();
    assertThat(page.getByText("Private robot")).hasCount(0);
  }

  private Session anyApp() {
    return workspace.session(Map.of("external_user_id", Workspace.USER));
  }

  private static Page.GetByRoleOptions searchApps() {
    return new Page.GetByRoleOptions().setName("Search apps");
  }
}
