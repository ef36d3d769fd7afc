package org.connectedaccounts.adapters.in.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The few words that a browser gets when there is nowhere else to send it. */
final class BrowserPage {

  static final String POLICY_HEADER = "Content-Security-Policy";

  private static final String STYLE =
      """
      :root{color-scheme:light dark}
      body{margin:0;min-height:100vh;display:grid;place-items:center;
      font:1rem/1.5 system-ui,sans-serif;background:Canvas;color:CanvasText}
      main{box-sizing:border-box;width:min(100%,28rem);padding:1.5rem;text-align:center}
      h1{margin:0 0 .5rem;font-size:1.25rem}
      p{margin:0 0 .75rem}
      code{font-size:.8125rem;opacity:.7;overflow-wrap:anywhere}
      """;

  /** Nothing but the style below, by its hash; nobody may frame it. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private BrowserPage() {}

  static String connected() {
    return page(Messages.text("/connected"), Messages.text("/closable"), "");
  }

  /** In the words that the other pages have for it. */
  static String refused(String code) {
    String problem = "/problems/" + code;
    String known = Messages.has(problem) ? problem : "/problems/internal_error";
    String title = Messages.text(known + "/title");
    return page(title, Messages.text(known + "/text"), "<p><code>" + code + "</code></p>");
  }

  private static String page(String title, String words, String more) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width,initial-scale=1">
    <title>%s</title>
    <style>%s</style>
    <main><h1>%s</h1><p>%s</p>%s</main>
    </html>
    """
        .formatted(title, STYLE, title, words, more);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
