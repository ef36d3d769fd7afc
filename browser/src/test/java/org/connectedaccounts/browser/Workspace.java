package org.connectedaccounts.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tenant of one test alone, with what its backend does.
 *
 * @param api under the workspace's own key
 */
record Workspace(String id, String name, Api api) {

  /** Whose accounts the tests are about, unless they say otherwise. */
  static final String USER = "user-42";

  /** What the demo provider takes. */
  static final String GOOD_KEY = "demo-key-1234";

  static Workspace open(Service service, Map<String, Object> settings) {
    Map<String, Object> request = new HashMap<>(Map.of("name", "Acme Flows"));
    request.putAll(settings);
    JsonNode made = new Api(service.base(), service.operatorKey()).post("/v1/workspaces", request);
    return new Workspace(
        made.path("id").asText(),
        made.path("name").asText(),
        new Api(service.base(), made.at("/api_key/key").asText()));
  }

  /** One that may be framed by these, and sends browsers back to the first of them. */
  static Workspace of(Service service, Product product) {
    return open(service, product.registration());
  }

  /** To connect an account at the demo provider. */
  Session demo() {
    return session(Map.of("external_user_id", USER, "apps", List.of("demo")));
  }

  /** To look after the user's accounts. */
  Session manage() {
    return session(Map.of("external_user_id", USER, "kind", "manage"));
  }

  Session session(Map<String, Object> request) {
    return Session.of(api.post("/v1/connect-sessions", request));
  }

  /** As the backend stores a key that it has. */
  String account(String nickname) {
    return account(USER, nickname);
  }

  String account(String user, String nickname) {
    return account(user, nickname, false);
  }

  /** One that everybody of the workspace may use. */
  String sharedAccount(String user, String nickname) {
    return account(user, nickname, true);
  }

  private String account(String user, String nickname, boolean shared) {
    return api.post(
            "/v1/accounts",
            Map.of(
                "app",
                "demo",
                "auth",
                "key",
                "external_user_id",
                user,
                "fields",
                Map.of("api_key", GOOD_KEY),
                "nickname",
                nickname,
                "shared",
                shared))
        .path("id")
        .asText();
  }

  /** How the session stands. */
  JsonNode look(Session session) {
    return api.get("/v1/connect-sessions/" + session.id());
  }
}
