package org.connectedaccounts.bootstrap.walk;

import static org.connectedaccounts.bootstrap.walk.Calls.done;
import static org.connectedaccounts.bootstrap.walk.Calls.json;
import static org.connectedaccounts.bootstrap.walk.Calls.with;

import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A workspace with one of everything.
 *
 * @param word stands in every name that it chose
 * @param key has every scope
 * @param session the token of its connect session
 * @param names what a path or a body of the contract may name, such as {@code account_id}
 */
record Tenant(String word, String key, String session, Map<String, String> names) {

  /** What both tenants call the same, and what must not be mixed up for that. */
  static final String SHARED_STEP = "/v1/workflows/wf-both/steps/send";

  static Tenant create(String word) {
    String body =
        "{\"name\": \"%s\", \"return_urls\": [\"https://app.example.test/back\"]}".formatted(word);
    Response workspace = done(json(Tokens.OPERATOR_KEY, body).post("/v1/workspaces"));
    String key = workspace.jsonPath().getString("api_key.key");
    Map<String, String> names = new LinkedHashMap<>();
    names.put("workspace_id", workspace.jsonPath().getString("id"));
    names.put("rotation_id", "rot_01kb2w3c5de8n4y7s6t9p2a1vg");
    names.put("app", "app_" + word);
    names.put("workflow_id", "wf-" + word);
    names.put("step_id", "step-" + word);
    names.put("name", "link_" + word);
    names.put("external_user_id", "user-" + word);
    names.put("context", "context" + word);
    Maker maker = new Maker(key, word, names);
    maker.make();
    return new Tenant(word, key, maker.session, Map.copyOf(names));
  }

  /** Names of the same form that nobody has. */
  Map<String, String> unknown() {
    Map<String, String> unknown = new LinkedHashMap<>();
    names.forEach((name, value) -> unknown.put(name, altered(value)));
    return unknown;
  }

  String id(String name) {
    return String.valueOf(names.get(name));
  }

  /** What nobody else may read. */
  List<String> marks() {
    return List.of(
        word,
        id("workspace_id"),
        id("key_id"),
        id("account_id"),
        id("session_id"),
        id("endpoint_id"),
        id("event_id"),
        id("revocation_id"),
        id("request_id"));
  }

  String keyWith(List<String> scopes) {
    String list = String.join("\", \"", scopes);
    return done(json(key, "{\"name\": \"k\", \"scopes\": [\"" + list + "\"]}").post("/v1/api-keys"))
        .jsonPath()
        .getString("key");
  }

  private String altered(String value) {
    int tail = value.length() - 6;
    return value.contains(word)
        ? value.replace(word, "nobody")
        : value.substring(0, tail)
            + (value.charAt(tail) == 'z' ? 'y' : 'z')
            + value.substring(tail + 1);
  }

  private static final class Maker {

    private final String key;
    private final String word;
    private final Map<String, String> names;
    private String session = "";

    Maker(String key, String word, Map<String, String> names) {
      this.key = key;
      this.word = word;
      this.names = names;
    }

    void make() {
      done(json(key, filled(Samples.DEFINITION)).put(filled("/v1/apps/{app}")));
      done(
          json(key, filled("{'client_id': 'client-WORD', 'client_secret': 'secret-WORD'}"))
              .put(filled("/v1/oauth-clients/{app}")));
      post("key_id", "/v1/api-keys", "{'name': 'key of WORD', 'scopes': ['apps:read']}");
      post("request_id", "/v1/app-requests", "{'name': 'App of WORD'}");
      post("endpoint_id", "/v1/webhook-endpoints", "{'url': 'https://WORD.example.test/'}");
      post(
          "account_id",
          "/v1/accounts",
          """
          {'app': '{app}', 'auth': 'key', 'fields': {'api_key': 'secret-WORD'},
           'nickname': 'Account of WORD', 'external_user_id': '{external_user_id}',
           'metadata': {'of': 'WORD'}}
          """);
      post("revocation_id", "/v1/revocations", "{'external_user_id': 'nobody-WORD'}");
      names.put("event_id", event());
      session =
          post("session_id", "/v1/connect-sessions", "{'external_user_id': '{external_user_id}'}")
              .jsonPath()
              .getString("token");
      String link = "{'account_id': '{account_id}', 'external_user_id': '{external_user_id}'}";
      done(
          json(key, filled(link))
              .put(filled("/v1/workflows/{workflow_id}/steps/{step_id}/accounts/{name}")));
      done(json(key, filled("{'account_id': '{account_id}'}")).put(SHARED_STEP + "/accounts/both"));
    }

    private Response post(String name, String path, String body) {
      Response made = done(json(key, filled(body)).post(path));
      names.put(name, made.jsonPath().getString("id"));
      return made;
    }

    /** Told once every transaction that is older has ended. */
    private String event() {
      String id = null;
      while (id == null) {
        id = done(with(key).get("/v1/events")).jsonPath().getString("data[0].id");
      }
      return id;
    }

    private String filled(String text) {
      return Samples.fill(text.replace('\'', '"').replace("WORD", word), names);
    }
  }
}
