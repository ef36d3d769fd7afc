package org.connectedaccounts.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.browser.Words.button;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the pages weigh, which is held, and how long they take, which is only written down. */
class SpeedIT extends BrowserTest {
  private static final int ROUNDS = 5;
  private static final int CONNECT_BYTES = 60 * 1024;

  /** The modules of the connect page come along. */
  private static final int ACCOUNTS_BYTES = 70 * 1024;

  private static final int SCRIPT_BYTES = 6 * 1024;
  private static final int MANY = 5000;
  private static final int ROWS = 20;
  private static final int PAGES = 25;

  private final Accounts accounts = new Accounts(service, workspace);

  @Test
  void aConnectPageIsSmall() {
    measure(
        "connect page, methods of one app",
        CONNECT_BYTES,
        () -> workspace.demo(),
        page -> assertThat(button(page, "API key")).isVisible());
  }

  @Test
  void aConnectPageWithItsListOfAppsIsSmall() {
    measure(
        "connect page, list of apps",
        CONNECT_BYTES,
        () -> workspace.session(Map.of("external_user_id", Workspace.USER)),
        page -> assertThat(page.locator(".apps .row").first()).isVisible());
  }

  @Test
  void anAccountsPageIsSmall() {
    accounts.multiply(accounts.add("Robot"), MANY);
    measure(
        "accounts page, 20 of 5,000",
        ACCOUNTS_BYTES,
        () -> workspace.manage(),
        page -> assertThat(page.locator(".accounts > li")).hasCount(ROWS));
  }

  @Test
  void theScriptForProductsIsSmall() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(service.base() + "/connect.js"))
              .header("Accept-Encoding", "gzip")
              .build();
      int bytes = client.send(request, BodyHandlers.ofByteArray()).body().length;
      write("connect.js: %,d bytes, gzipped".formatted(bytes));
      assertThat(bytes).isLessThanOrEqualTo(SCRIPT_BYTES);
    }
  }

  /** Loads five hundred of the accounts, then scrolls through them. */
  @Test
  void manyAccountsAreScrolledThrough() {
    accounts.multiply(accounts.add("Robot"), MANY);
    Page page = open(workspace.manage().link());
    for (int loaded = 1; loaded < PAGES; loaded++) {
      assertThat(page.locator(".accounts > li")).hasCount(ROWS * loaded);
      button(page, "Load more").scrollIntoViewIfNeeded();
    }
    assertThat(page.locator(".accounts > li")).hasCount(ROWS * PAGES);

    Object frames =
        page.evaluate(
            """
            () => new Promise(done => {
              const gaps = [];
              let last = performance.now();
              scrollTo(0, 0);
              const step = now => {
                gaps.push(now - last);
                last = now;
                scrollBy(0, 400);
                if (gaps.length < 150) requestAnimationFrame(step);
                else {
                  gaps.sort((a, b) => a - b);
                  done(`median ${gaps[75].toFixed(0)} ms, p95 ${gaps[142].toFixed(0)} ms a frame`);
                }
              };
              requestAnimationFrame(step);
            })
            """);

    write("accounts page, scrolling through %,d rows: %s".formatted(ROWS * PAGES, frames));
  }

  /** Each time with nothing in the cache. */
  private void measure(String what, int budget, Supplier<Session> session, Consumer<Page> shown) {
    double[] paints = new double[ROUNDS];
    double[] ready = new double[ROUNDS];
    long most = 0;
    long requests = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Page page = visitor().newPage();
      Wire wire = Wire.of(page);
      String link = session.get().link();
      long start = System.nanoTime();
      page.navigate(link);
      shown.accept(page);
      ready[round] = (System.nanoTime() - start) / 1e6;
      page.waitForLoadState(LoadState.NETWORKIDLE);
      paints[round] = firstPaint(page);
      most = Math.max(most, wire.bytes().get());
      requests = wire.requests().get();
      page.context().close();
    }
    write(
        "%s: %,d bytes over the wire in %d requests; first contentful paint %s; shown after %s"
            .formatted(what, most, requests, spread(paints), spread(ready)));
    assertThat(most).as(what).isLessThanOrEqualTo(budget);
  }

  private static double firstPaint(Page page) {
    return ((Number)
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        .doubleValue();
  }

  private static String spread(double[] millis) {
    Arrays.sort(millis);
    return "%.0f ms [%.0f–%.0f]"
        .formatted(millis[millis.length / 2], millis[0], millis[millis.length - 1]);
  }

  private static void write(String line) {
    try {
      Files.writeString(
          Path.of(System.getProperty("browser.directory", "target"), "speed.txt"),
          line + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What the browser counts, headers included. */
  private record Wire(AtomicLong bytes, AtomicLong requests) {
    static Wire of(Page page) {
      Wire wire = new Wire(new AtomicLong(), new AtomicLong());
      CDPSession session = page.context().newCDPSession(page);
      session.send("Network.enable");
      session.on("Network.loadingFinished", wire::add);
      return wire;
    }

    private void add(JsonObject event) {
      bytes.addAndGet(event.get("encodedDataLength").getAsLong());
      requests.incrementAndGet();
    }
  }
}
