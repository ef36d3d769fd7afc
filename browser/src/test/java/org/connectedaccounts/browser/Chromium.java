package org.connectedaccounts.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine's own Chromium; one for all tests. */
final class Chromium {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private static @Nullable Browser running;

  private Chromium() {}

  /**
   * Started when first asked for. Where none is installed the test is skipped, unless {@code
   * BROWSER_REQUIRED=1} says that there has to be one.
   */
  static synchronized Browser running() {
    Browser present = running;
    if (present == null) {
      present = launch(find().orElseGet(Chromium::missing));
      running = present;
    }
    return present;
  }

  private static Optional<Path> find() {
    return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path missing() {
    String reason = "no Chromium: install it, or name it in CHROMIUM";
    if ("1".equals(System.getenv("BROWSER_REQUIRED"))) {
      throw new IllegalStateException(reason);
    }
    return abort(reason);
  }

  private static Browser launch(Path executable) {
    List<String> flags = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      flags.add("--no-sandbox");
    }
    Playwright playwright = Playwright.create();
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "end of the browser"));
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(flags)
                .setTimeout(180_000));
  }
}
