package org.connectedaccounts.browser;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** Screenshots, for people to look at. */
final class Pictures {
  private Pictures() {}

  static void shoot(Page page, String name) {
    Path folder = Path.of(System.getProperty("browser.directory", "target"), "screenshots");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")).setFullPage(true));
  }
}
