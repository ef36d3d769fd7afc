package org.connectedaccounts.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Screenshots, for people to look at. */
final class Pictures {
  private Pictures() {}

  static void shoot(Page page, String name) {
    Path folder = Path.of(System.getProperty("browser.directory", "target"), "screenshots");
    // A dialog belongs to what is seen of the page, not to all of it.
    boolean whole = page.locator("dialog[open]").count() == 0;
    page.screenshot(
        new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(whole));
  }
}
