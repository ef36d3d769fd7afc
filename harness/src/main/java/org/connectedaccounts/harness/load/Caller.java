package org.connectedaccounts.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.connectedaccounts.harness.history.History;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.wire.HttpLink;
import org.connectedaccounts.harness.wire.HttpMessage;
import org.jspecify.annotations.Nullable;

/** One backend that asks for credentials, one call after the other; everything is written down. */
public final class Caller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String key;
  private final History history;
  private final Map<Integer, HttpLink> links = new HashMap<>();

  public Caller(String key, History history) {
    this.key = key;
    this.history = history;
  }

  public Answer read(Replica replica, Account account) {
    return call(
        replica, account, "read", "GET", "/v1/accounts/" + account.id() + "/credentials", null);
  }

  /** Says that the app refused this version. */
  public Answer reject(Replica replica, Account account, long version) {
    return refresh(replica, account, "{\"rejected_version\":%d}".formatted(version));
  }

  /** Asks for another credential, whatever is there. */
  public Answer refresh(Replica replica, Account account) {
    return refresh(replica, account, "{}");
  }

  private Answer refresh(Replica replica, Account account, String body) {
    return call(
        replica, account, "refresh", "POST", "/v1/accounts/" + account.id() + "/refresh", body);
  }

  private Answer call(
      Replica replica,
      Account account,
      String what,
      String method,
      String path,
      @Nullable String body) {
    long call = history.invoke(replica.number(), account.id(), what);
    long from = System.nanoTime();
    try {
      HttpMessage message =
          links
              .computeIfAbsent(replica.port(), port -> new HttpLink(port, PATIENCE))
              .send(method, path, Map.of("Authorization", "Bearer " + key), body);
      Answer answer = answer(message, from);
      if (answer.ok()) {
        history.ok(
            call, replica.number(), account.id(), what, answer.version(), answer.fingerprint());
      } else {
        history.fail(call, replica.number(), account.id(), what, answer.status(), answer.code());
      }
      return answer;
    } catch (IOException broken) {
      String reason = String.valueOf(broken);
      history.info(call, replica.number(), account.id(), what, reason);
      return new Answer(0, 0, "", reason, since(from));
    }
  }

  private static Answer answer(HttpMessage message, long from) throws IOException {
    JsonNode body = JSON.readTree(message.body());
    String token = body.path("auths").path("oauth_access_token").asText("");
    return new Answer(
        message.status(),
        body.path("version").asLong(0),
        token.isEmpty() ? "" : Grant.fingerprint(token),
        body.path("code").asText(""),
        since(from));
  }

  private static Duration since(long from) {
    return Duration.ofNanos(System.nanoTime() - from);
  }

  @Override
  public void close() {
    links.values().forEach(HttpLink::close);
  }
}
