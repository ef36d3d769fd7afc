package org.connectedaccounts.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A product, its workspace, and people with browsers of their own. After each test nothing may have
 * been complained of on any page, nor fetched from a third party.
 */
abstract class BrowserTest {
  /** The machine may be busy with other things. */
  private static final double PATIENCE = 40_000;

  final Service service;
  final Product product;
  final Workspace workspace;
  final Complaints complaints;

  private final List<BrowserContext> visitors = new ArrayList<>();

  @RegisterExtension
  final TestExecutionExceptionHandler picture =
      (context, failure) -> {
        shoot(context.getRequiredTestClass().getSimpleName() + "-" + context.getDisplayName());
        throw failure;
      };

  BrowserTest() {
    this(service());
  }

  BrowserTest(Service service) {
    this.service = service;
    product = new Product(service.base());
    workspace = Workspace.of(service, product);
    complaints = new Complaints(List.of(service.base(), product.origin(), product.otherSite()));
  }

  /** The browser is asked for first: without one there is nothing to start. */
  private static Service service() {
    Chromium.running();
    return Service.running();
  }

  @BeforeEach
  final void begin() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    product.of(workspace);
  }

  @AfterEach
  final void end() {
    visitors.forEach(BrowserContext::close);
    product.close();
    assertThat(complaints.all()).as("what browsers complained of").isEmpty();
  }

  /** Another person, or the same one in another browser: nothing is shared with the others. */
  final BrowserContext visitor() {
    return visitor(new Browser.NewContextOptions().setViewportSize(1200, 800));
  }

  final BrowserContext visitor(Browser.NewContextOptions options) {
    BrowserContext visitor = Chromium.running().newContext(options);
    visitor.setDefaultTimeout(PATIENCE);
    visitor.setDefaultNavigationTimeout(PATIENCE);
    complaints.listen(visitor);
    visitors.add(visitor);
    return visitor;
  }

  /** A page of a new visitor. */
  final Page open(String url) {
    Page page = visitor().newPage();
    page.navigate(url);
    return page;
  }

  private void shoot(String name) {
    Path folder = Path.of(System.getProperty("browser.directory", "target"), "failures");
    int n = 0;
    for (BrowserContext visitor : visitors) {
      for (Page page : visitor.pages()) {
        String file = name.replaceAll("\\W+", "-") + "-" + ++n + ".png";
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(file)));
      }
    }
  }
}
