package org.connectedaccounts.adapters.in.demo;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The frame of every page: one style sheet within it, nothing from elsewhere, no script. That no
 * page is sniffed at or named as a referrer, every answer of the service says already.
 */
final class Pages {

  private static final MediaType HTML = new MediaType("text", "html", "utf-8");
  private static final Template FRAME = Template.named("frame.html");
  private static final String STYLE = Template.named("demo.css").text();

  /**
   * Without form-action: Chromium holds it against the redirects that follow a form too, and these
   * end at the return URL of a product, which may be anywhere.
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; frame-ancestors 'none'";

  private Pages() {}

  static RestResponse<String> page(int status, String title, Template content) {
    String html =
        FRAME.with("title", title).plain("style", STYLE).plain("content", content.text()).text();
    return ResponseBuilder.<String>create(status)
        .entity(html)
        .type(HTML)
        .header("Content-Security-Policy", POLICY)
        .header("X-Frame-Options", "DENY")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
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
