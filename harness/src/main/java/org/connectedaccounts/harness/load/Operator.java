package org.connectedaccounts.harness.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.connectedaccounts.harness.process.Keys;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.AccessToken;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.connectedaccounts.harness.wire.HttpLink;
import org.connectedaccounts.harness.wire.HttpMessage;
import org.jspecify.annotations.Nullable;

/** Sets up what the callers use, and reads what is to be seen of it. */
public final class Operator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SETUP_ATTEMPTS = 10;

  private final Keys keys;

  public Operator(Keys keys) {
    this.keys = keys;
  }

  public void putClients(Replica replica) {
    for (ProviderClass each : ProviderClass.values()) {
      send(
          replica,
          keys.operator(),
          "PUT",
          "/v1/oauth-clients/" + each.app(),
          "{\"client_id\":\"harness\",\"client_secret\":\"harness-client-secret\"}");
    }
  }

  /** An import; the metadata name the grant, so that the stored row can be found again. */
  public Account create(Replica replica, AccessToken first, Instant expiresAt) {
    String body =
        """
        {"app": "%s", "verify": false, "metadata": {"grant": "%s"},
         "tokens": {"access_token": "%s", "refresh_token": "%s", "expires_at": "%s"}}
        """
            .formatted(
                first.grant().providerClass().app(),
                first.grant().id(),
                first.value(),
                first.refreshToken().value(),
                expiresAt);
    JsonNode created = send(replica, keys.api(), "POST", "/v1/accounts", body);
    return new Account(created.path("id").asText(), first.grant());
  }

  public JsonNode client(Replica replica, ProviderClass providerClass) {
    return send(replica, keys.operator(), "GET", "/v1/oauth-clients/" + providerClass.app(), null);
  }

  public JsonNode account(Replica replica, Account account) {
    return send(replica, keys.api(), "GET", "/v1/accounts/" + account.id(), null);
  }

  /** The status of the answer: whether it is there is what a race is about. */
  public int delete(Replica replica, Account account) {
    return raw(replica, keys.api(), "DELETE", "/v1/accounts/" + account.id(), null).status();
  }

  private static JsonNode send(
      Replica replica, String key, String method, String path, @Nullable String body) {
    HttpMessage answer = raw(replica, key, method, path, body);
    // A machine that also runs other things is slow at times; setting up is not what is tried.
    for (int again = 0; answer.status() == 503 && again < SETUP_ATTEMPTS; again++) {
      answer = raw(replica, key, method, path, body);
    }
    if (answer.status() / 100 != 2) {
      throw new IllegalStateException(
          method + " " + path + " answered " + answer.status() + ": " + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static HttpMessage raw(
      Replica replica, String key, String method, String path, @Nullable String body) {
    try (HttpLink link = new HttpLink(replica.port(), PATIENCE)) {
      return link.send(method, path, Map.of("Authorization", "Bearer " + key), body);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
