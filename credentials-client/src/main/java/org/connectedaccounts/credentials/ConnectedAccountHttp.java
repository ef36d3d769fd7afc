package org.connectedaccounts.credentials;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;

/**
 * Sends requests to an app on behalf of connected accounts. One that is answered 401 gets another
 * credential and is sent once more. Safe for many threads.
 */
public final class ConnectedAccountHttp {

  private static final int UNAUTHORIZED = 401;

  private final Credentials credentials;
  private final Placement placement;
  private final HttpClient http;

  /**
   * @param placement where this app wants its credential
   * @param http must not follow redirects: it would take the credential along to wherever the
   *     answer points
   * @throws IllegalArgumentException if {@code http} follows redirects
   */
  public ConnectedAccountHttp(Credentials credentials, Placement placement, HttpClient http) {
    this.credentials = credentials;
    this.placement = placement;
    this.http = Redirects.refused(http);
  }

  /**
   * Sends a request with the account's credential in it.
   *
   * <p>On 401 the credential is reported as rejected. If the service then gives another one, the
   * request is sent once more, and that answer is returned; else the 401 is. A 401 was not acted
   * upon, so this is right for POST too. The body must be one that can be published twice, as those
   * of {@code BodyPublishers} can that are made of text, bytes or a file, and {@code handler} then
   * handles both answers.
   *
   * @throws CredentialException if there is no credential, before or after the 401
   * @throws IOException if the app cannot be reached
   */
  public <T> HttpResponse<T> send(String accountId, HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    Credential first = credentials.get(accountId);
    HttpResponse<T> answer = http.send(with(first, request), handler);
    if (answer.statusCode() != UNAUTHORIZED) {
      return answer;
    }
    credentials.rejected(first);
    Credential second = credentials.get(accountId);
    if (second.version() == first.version()) {
      return answer;
    }
    giveUp(answer.body());
    return http.send(with(second, request), handler);
  }

  private HttpRequest with(Credential credential, HttpRequest request) {
    HttpRequest.Builder copy = HttpRequest.newBuilder(request, (name, value) -> true);
    placement.place(credential, copy::setHeader);
    return copy.build();
  }

  /** A stream that nobody reads would keep its connection. */
  private static void giveUp(Object body) throws IOException {
    if (body instanceof AutoCloseable stream) {
      try {
        stream.close();
      } catch (IOException | RuntimeException broken) {
        throw broken;
      } catch (Exception other) {
        throw new IOException(other);
      }
    }
  }
}
