package org.connectedaccounts.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A browser without a screen, and curl with a cookie jar: gets a page, sends a form, walks
 * redirects one at a time and stops before the one that a test waits for.
 *
 * <p>The jar is its own because {@code java.net.CookieManager} withholds Secure cookies from plain
 * http; a browser sends them to loopback.
 */
public final class Browser {

  private static final int MOST_REDIRECTS = 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Map<String, Map<String, String>> jar = new LinkedHashMap<>();

  /** What came back; a redirect is not followed yet. */
  public record Page(URI uri, int status, Optional<URI> location, String body) {}

  public Page get(URI uri) {
    return send(HttpRequest.newBuilder(uri).GET());
  }

  public Page post(URI uri, Map<String, String> form) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(FormText.write(form))));
  }

  /** Gets a page and every page that it redirects to; answers the first that does not redirect. */
  public Page walk(URI uri) {
    return walk(get(uri), location -> false);
  }

  /** As {@link #walk(URI)}, but answers the page whose Location starts so, without going there. */
  public Page walkUntil(URI uri, String locationStart) {
    return walk(get(uri), location -> location.toString().startsWith(locationStart));
  }

  /**
   * Goes on from a page until it does not redirect, or redirects to where the test wants to stop.
   */
  public Page walk(Page from, Predicate<URI> stopBefore) {
    Page page = from;
    for (int hops = 0; hops < MOST_REDIRECTS; hops++) {
      Optional<URI> next = page.location();
      if (next.isEmpty() || stopBefore.test(next.get())) {
        return page;
      }
      page = get(next.get());
    }
    throw new IllegalStateException(
        "more than " + MOST_REDIRECTS + " redirects from " + from.uri());
  }

  private Page send(HttpRequest.Builder builder) {
    URI uri = builder.copy().build().uri();
    Map<String, String> cookies = cookiesOf(uri);
    if (!cookies.isEmpty()) {
      StringBuilder header = new StringBuilder();
      cookies.forEach(
          (name, value) ->
              header.append(header.isEmpty() ? "" : "; ").append(name).append('=').append(value));
      builder.header("Cookie", header.toString());
    }
    try {
      HttpResponse<String> response =
          http.send(
              builder.timeout(Duration.ofSeconds(30)).build(),
              HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(cookie -> keep(cookies, cookie));
      return new Page(
          uri,
          response.statusCode(),
          response.headers().firstValue("location").map(uri::resolve),
          response.body());
    } catch (IOException broken) {
      throw new IllegalStateException("no answer from " + uri, broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private Map<String, String> cookiesOf(URI uri) {
    return jar.computeIfAbsent(uri.getAuthority(), ignored -> new LinkedHashMap<>());
  }

  // Paths and dates do not matter between a test and one server; an emptied cookie does.
  private static void keep(Map<String, String> cookies, String setCookie) {
    String pair = setCookie.split(";", 2)[0];
    int equals = pair.indexOf('=');
    String name = pair.substring(0, equals).trim();
    String value = pair.substring(equals + 1).trim();
    if (value.isEmpty() || setCookie.toLowerCase(Locale.ROOT).contains("max-age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, value);
    }
  }
}
