package org.connectedaccounts.bootstrap.journey;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.connectedaccounts.testing.ReceivedRequest;
import org.connectedaccounts.testing.Reply;
import org.connectedaccounts.testing.WireServer;

/** Stands before the service: counts what it is asked, can hold requests back, and can be away. */
final class ServiceFront implements AutoCloseable {

  private static final List<String> PASSED_ON =
      List.of("Authorization", "Content-Type", "Accept", "Purpose");
  private static final List<String> PASSED_BACK = List.of("Content-Type", "Retry-After");

  private final WireServer server = new WireServer(this::pass);
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile CountDownLatch barrier = new CountDownLatch(0);

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  /** Of one method, in order. */
  List<ReceivedRequest> asked(String method) {
    return server.requests().stream().filter(request -> request.method().equals(method)).toList();
  }

  /** What comes from now on waits until the answer is opened. */
  CountDownLatch holds() {
    barrier = new CountDownLatch(1);
    return barrier;
  }

  void goesDown() {
    server.goDown();
  }

  private Reply pass(ReceivedRequest request) {
    try {
      barrier.await();
      HttpResponse<String> answer = http.send(copy(request), BodyHandlers.ofString());
      Reply reply = Reply.status(answer.statusCode()).body(answer.body());
      for (String name : PASSED_BACK) {
        for (String value : answer.headers().allValues(name)) {
          reply = reply.header(name, value);
        }
      }
      return reply;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpRequest copy(ReceivedRequest request) {
    HttpRequest.Builder copy =
        HttpRequest.newBuilder(
            URI.create("http://localhost:" + RestAssured.port + request.target()));
    for (String name : PASSED_ON) {
      request.headers(name).forEach(value -> copy.header(name, value));
    }
    return copy.method(
            request.method(),
            request.body().isEmpty()
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(request.body()))
        .build();
  }

  @Override
  public void close() {
    server.close();
  }
}
