package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state of the pages, light and dark, wide and narrow, can be read by everybody; each is
 * pictured.
 */
class EveryStateIT extends BrowserTest {
  private static final List<Integer> WIDTHS = List.of(1200, 320);

  static Stream<String> states() {
    return PageStates.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("states")
  void canBeReadByEverybody(String state) {
    Browser.NewContextOptions still =
        new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    Page page = visitor(still).newPage();
    PageStates.reach(state, page, workspace, new Accounts(service, workspace));
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : WIDTHS) {
        page.setViewportSize(width, width == 320 ? 640 : 800);
        String name = state + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        Pictures.shoot(page, name);
        assertThat(Axe.violations(page)).as("%s: axe", name).isEmpty();
        assertThat(overflow(page)).as("%s: pixels to scroll sideways", name).isZero();
      }
    }
    page.evaluate("document.documentElement.dir = 'rtl'");
    Pictures.shoot(page, state + "-rtl-320");
    assertThat(overflow(page)).as("%s from right to left: pixels sideways", state).isZero();
  }

  /** The two that the documents show; copied to docs/images by hand. */
  @Test
  void theDocumentsHaveTheirPictures() {
    Accounts accounts = new Accounts(service, workspace);
    accounts.use(accounts.add("Newsletter"), "welcome", "Welcome new customers");
    accounts.imported("dropbox", "Contracts");
    accounts.imported("gitlab", "Releases");
    accounts.imported("google_calendar", "Team calendar");
    accounts.broken("Support inbox");
    Page page = visitor(new Browser.NewContextOptions().setDeviceScaleFactor(1)).newPage();
    page.setViewportSize(1000, 560);
    page.navigate(workspace.manage().link());
    assertThat(page.locator(".accounts > li")).hasCount(5);
    Pictures.shoot(page, "document-accounts");
    page.setViewportSize(540, 720);
    PageStates.reach("pick", page, workspace, accounts);
    page.getByRole(AriaRole.SEARCHBOX).fill("google");
    assertThat(page.locator(".apps .row").first()).containsText("Google");
    assertThat(page.locator(".apps img").first()).isVisible();
    Pictures.shoot(page, "document-connect");
  }

  private static int overflow(Page page) {
    return (int)
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }
}
