package org.connectedaccounts.sdk;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands for Ada and her browser at the demo provider. */
final class Consent {
  private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]*)\"");

  private final HttpClient browser = HttpClient.newHttpClient();

  /** The handle that Ada brings back to the return URL. */
  String give(URI authorizationUrl) throws IOException, InterruptedException {
    Matcher ticket = TICKET.matcher(get(authorizationUrl).body());
    if (!ticket.find()) {
      throw new IOException("There is no consent to give at " + authorizationUrl.getPath());
    }
    String form =
        "person=ada&decision=allow&ticket="
            + URLEncoder.encode(ticket.group(1), StandardCharsets.UTF_8);
    HttpRequest allow =
        HttpRequest.newBuilder(authorizationUrl.resolve("/demo/oauth/authorize"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    URI callback = next(browser.send(allow, BodyHandlers.ofString()));
    URI back = next(get(callback));
    return back.getQuery().replaceFirst(".*handle=", "");
  }

  private HttpResponse<String> get(URI page) throws IOException, InterruptedException {
    return browser.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
  }

  private static URI next(HttpResponse<?> answer) throws IOException {
    return answer
        .headers()
        .firstValue("Location")
        .map(answer.uri()::resolve)
        .orElseThrow(() -> new IOException(answer + " went nowhere"));
  }
}
