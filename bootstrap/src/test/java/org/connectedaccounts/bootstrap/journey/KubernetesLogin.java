package org.connectedaccounts.bootstrap.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;

/** A pod's token, and of Kubernetes' API what Vault asks about it: a TokenReview. */
final class KubernetesLogin implements AutoCloseable {

  private final HttpServer api;
  private final String token;

  KubernetesLogin() throws IOException {
    long now = Instant.now().getEpochSecond();
    token =
        encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}")
            + "."
            + encoded(pod(now))
            + "."
            + encoded("signature");
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/apis/authentication.k8s.io/v1/tokenreviews", this::review);
    api.start();
  }

  private static String pod(long now) {
    return """
    {"iss": "kubernetes/serviceaccount", "sub": "system:serviceaccount:default:accounts",
     "exp": %d, "iat": %d, "nbf": %d,
     "kubernetes.io": {"namespace": "default",
       "serviceaccount": {"name": "accounts", "uid": "1234-5678"}}}
    """
        .formatted(now + 3600, now - 60, now - 60);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /** Where a pod finds its token. */
  Path tokenFile() throws IOException {
    return Files.writeString(Files.createTempFile("pod", ".jwt"), token);
  }

  String apiUrl() {
    return "http://127.0.0.1:" + api.getAddress().getPort();
  }

  private void review(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    byte[] answer =
        """
        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "status":
          {"authenticated": %s, "user": {"username": "system:serviceaccount:default:accounts",
            "uid": "1234-5678", "groups": ["system:serviceaccounts"]}}}
        """
            .formatted(asked.contains(token))
            .getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(201, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @Override
  public void close() {
    api.stop(0);
  }
}
