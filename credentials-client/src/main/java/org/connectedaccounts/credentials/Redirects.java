package org.connectedaccounts.credentials;

import java.net.http.HttpClient;

/** A client that follows redirects takes headers along, secrets too, to wherever it is sent. */
final class Redirects {

  private Redirects() {}

  static HttpClient refused(HttpClient http) {
    if (http.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException("the HTTP client must not follow redirects");
    }
    return http;
  }
}
