package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.options.AriaRole.SEARCHBOX;
import static org.connectedaccounts.browser.Words.button;
import static org.connectedaccounts.browser.Words.heading;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Ways into every state that a page has, by the name of its picture. */
final class PageStates {

  /** Brings a page into a state. */
  @FunctionalInterface
  interface Way {
    void go(Page page, Workspace workspace, Accounts accounts);
  }

  private PageStates() {}

  static void reach(String state, Page page, Workspace workspace, Accounts accounts) {
    Objects.requireNonNull(all().get(state), state).go(page, workspace, accounts);
  }

  static Map<String, Way> all() {
    Map<String, Way> all = new LinkedHashMap<>();
    all.put("pick", (page, workspace, accounts) -> pick(page, workspace));
    all.put("pick-nothing", PageStates::nothingFound);
    all.put("request", PageStates::request);
    all.put("methods", (page, workspace, accounts) -> methods(page, workspace));
    all.put("consent", (page, workspace, accounts) -> consent(page, workspace));
    all.put("waiting", PageStates::waiting);
    all.put("denied", PageStates::denied);
    all.put("key-form", (page, workspace, accounts) -> keyForm(page, workspace));
    all.put("key-missing", PageStates::keyMissing);
    all.put("key-refused", PageStates::keyRefused);
    all.put("return-url-missing", PageStates::nobodyToTell);
    all.put("existing", PageStates::existing);
    all.put("done", PageStates::done);
    all.put("link-used", PageStates::linkUsed);
    all.put("accounts", (page, workspace, accounts) -> accounts(page, workspace, accounts));
    all.put("accounts-none", PageStates::noAccounts);
    all.put("accounts-details", PageStates::details);
    all.put("accounts-rename", PageStates::rename);
    all.put("accounts-remove", PageStates::remove);
    all.put("accounts-connect", PageStates::connectInPlace);
    return all;
  }

  private static void pick(Page page, Workspace workspace) {
    page.navigate(workspace.session(Map.of("external_user_id", Workspace.USER)).link());
    assertThat(page.locator(".apps .row").first()).isVisible();
  }

  private static void nothingFound(Page page, Workspace workspace, Accounts accounts) {
    pick(page, workspace);
    page.getByRole(SEARCHBOX).fill("Zyxgraph");
    assertThat(page.locator("#apps").getByText("No app found")).isVisible();
  }

  private static void request(Page page, Workspace workspace, Accounts accounts) {
    nothingFound(page, workspace, accounts);
    button(page, "Request this app").click();
    assertThat(heading(page, "Request an app")).isVisible();
  }

  private static void methods(Page page, Workspace workspace) {
    page.navigate(workspace.demo().link());
    assertThat(button(page, "API key")).isVisible();
  }

  private static void consent(Page page, Workspace workspace) {
    methods(page, workspace);
    Consent.choose(page);
    assertThat(button(page, "Continue to Demo Provider")).isVisible();
    page.locator("summary").click();
  }

  private static void waiting(Page page, Workspace workspace, Accounts accounts) {
    page.navigate(workspace.demo().link());
    Consent.open(page);
    assertThat(heading(page, "Continue at Demo Provider")).isVisible();
  }

  private static void denied(Page page, Workspace workspace, Accounts accounts) {
    page.navigate(workspace.demo().link());
    Page consent = Consent.open(page);
    button(consent, "Deny").click();
    assertThat(heading(page, "Access was not allowed")).isVisible();
  }

  private static void keyForm(Page page, Workspace workspace) {
    methods(page, workspace);
    button(page, "API key").click();
    assertThat(button(page, "Connect")).isVisible();
  }

  private static void keyMissing(Page page, Workspace workspace, Accounts accounts) {
    keyForm(page, workspace);
    button(page, "Connect").click();
    assertThat(page.getByText("API key is missing")).isVisible();
  }

  private static void keyRefused(Page page, Workspace workspace, Accounts accounts) {
    keyForm(page, workspace);
    page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true)).fill("wrong");
    button(page, "Connect").click();
    assertThat(page.getByText("This was not accepted by the app")).isVisible();
  }

  /** A product that nothing is brought to: it registered no page and no origin. */
  private static void nobodyToTell(Page page, Workspace workspace, Accounts accounts) {
    keyForm(page, Workspace.open(accounts.service(), Map.of()));
    page.getByLabel("API key", new Page.GetByLabelOptions().setExact(true))
        .fill(Workspace.GOOD_KEY);
    button(page, "Connect").click();
    assertThat(heading(page, "This is not set up yet")).isVisible();
  }

  private static void existing(Page page, Workspace workspace, Accounts accounts) {
    accounts.add("Newsletter");
    accounts.degraded("Archive of the marketing department");
    page.navigate(workspace.demo().link());
    assertThat(heading(page, "Which Demo Provider account?")).isVisible();
  }

  private static void done(Page page, Workspace workspace, Accounts accounts) {
    workspace.account("Robot");
    page.navigate(workspace.demo().link());
    button(page, "Use this account: Robot").click();
    assertThat(button(page, "Done")).isVisible();
  }

  private static void linkUsed(Page page, Workspace workspace, Accounts accounts) {
    page.navigate(workspace.demo().page());
    assertThat(heading(page, "This link does not work any more")).isVisible();
  }

  private static void accounts(Page page, Workspace workspace, Accounts accounts) {
    accounts.use(accounts.add("Newsletter"), "welcome", "Welcome new customers");
    accounts.add("Support inbox");
    accounts.degraded("Archive of the marketing department");
    accounts.broken("Old robot");
    page.navigate(workspace.manage().link());
    assertThat(page.locator(".accounts > li")).hasCount(4);
  }

  private static void noAccounts(Page page, Workspace workspace, Accounts accounts) {
    page.navigate(workspace.manage().link());
    assertThat(heading(page, "No accounts yet")).isVisible();
  }

  private static void details(Page page, Workspace workspace, Accounts accounts) {
    accounts(page, workspace, accounts);
    button(page, "Details of Newsletter").click();
    assertThat(page.getByText("Welcome new customers")).isVisible();
    assertThat(page.getByText("auths.demo.api_key")).isVisible();
  }

  private static void rename(Page page, Workspace workspace, Accounts accounts) {
    accounts(page, workspace, accounts);
    button(page, "Rename Newsletter").click();
  }

  private static void remove(Page page, Workspace workspace, Accounts accounts) {
    details(page, workspace, accounts);
    button(page, "Remove Newsletter").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Welcome new customers");
  }

  private static void connectInPlace(Page page, Workspace workspace, Accounts accounts) {
    accounts(page, workspace, accounts);
    button(page, "Connect account").click();
    assertThat(page.locator("dialog .apps .row").first()).isVisible();
  }
}
