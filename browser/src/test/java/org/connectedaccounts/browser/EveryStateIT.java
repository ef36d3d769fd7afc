package org.connectedaccounts.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of the pages, light and dark, wide and narrow, can be read by everybody; each is pictured. */
class EveryStateIT extends BrowserTest {
  private static final List<Integer> WIDTHS = List.of(1200, 320);

  static Stream<String> states() {
    return PageStates.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("states")
  void canBeReadByEverybody(String state) {
    complaints.expect("net::ERR_FAILED");
    Browser.NewContextOptions still =
        new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE);
    Page page = visitor(still).newPage();
    PageStates.all().get(state).go(page, workspace, new Accounts(service, workspace));
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
  }

  private static int overflow(Page page) {
    return (int)
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }
}
