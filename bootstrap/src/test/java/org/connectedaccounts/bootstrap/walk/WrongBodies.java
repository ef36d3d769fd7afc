package org.connectedaccounts.bootstrap.walk;

import java.util.List;

/**
 * A request whose body does not hold, and what is said of it.
 *
 * @param pointer what {@code errors} must name; empty for nothing
 */
record WrongBodies(
    String method, String path, String body, int status, String code, String pointer) {

  /** No answer may hold it. */
  static final String SENT = "hunter2sent";

  /** Bodies with a text of the caller's own, ODD, that ends in the database. */
  static final List<String> TEXTS =
      List.of(
          "POST | /v1/accounts | {'app': '{app}', 'fields': {'api_key': 'x'}, 'nickname': 'ODD'}",
          "POST | /v1/accounts | {'app': '{app}', 'fields': {'api_key': 'x'}, 'metadata': {'a':"
              + " 'ODD'}}",
          "POST | /v1/accounts | {'app': '{app}', 'fields': {'api_key': 'x'}, 'metadata': {'ODD':"
              + " 'a'}}",
          "POST | /v1/accounts | {'app': '{app}', 'fields': {'api_key': 'x'}, 'external_user_id':"
              + " 'ODD'}",
          "PATCH | /v1/accounts/{account_id} | {'nickname': 'ODD'}",
          "POST | /v1/connect-sessions | {'external_user_id': 'ODD'}",
          "POST | /v1/connect-sessions | {'external_user_id': 'a', 'metadata': {'a': 'ODD'}}",
          "POST | /v1/connect-sessions | {'external_user_id': 'a', 'scopes': ['ODD']}",
          "POST | /v1/api-keys | {'name': 'ODD', 'scopes': ['link']}",
          "POST | /v1/app-requests | {'name': 'ODD'}",
          "POST | /v1/app-requests | {'name': 'a', 'note': 'ODD'}",
          "PUT | /v1/oauth-clients/{app} | {'client_id': 'ODD', 'client_secret': 'a'}",
          "PUT | /v1/oauth-clients/{app} | {'client_id': 'a', 'client_secret': 'a', 'scopes':"
              + " ['ODD']}",
          "PUT | /v1/workflows/odd | {'name': 'ODD', 'links': []}",
          "PUT | /v1/workflows/odd | {'links': [{'step_id': 'ODD', 'account_id': '{account_id}'}]}",
          "PUT | /v1/workflows/odd/steps/s/accounts/n | {'account_id': '{account_id}',"
              + " 'external_user_id': 'ODD'}");

  private static final String ACCOUNTS = "/v1/accounts";
  private static final String SESSIONS = "/v1/connect-sessions";
  private static final String KEYS = "/v1/api-keys";
  private static final String CLIENTS = "/v1/oauth-clients/{app}";
  private static final String APPS = "/v1/apps/{app}";
  private static final String INVALID = "invalid_request";
  private static final String MALFORMED = "malformed_json";

  static final List<WrongBodies> ALL =
      List.of(
          post(ACCOUNTS, "{'app': 'hunter2sent", MALFORMED, ""),
          post(ACCOUNTS, "hunter2sent", MALFORMED, ""),
          post(ACCOUNTS, "{} hunter2sent", MALFORMED, ""),
          post(ACCOUNTS, "{'app': 'a', 'app': 'hunter2sent'}", MALFORMED, ""),
          post(ACCOUNTS, "{'app': '\\x'}", MALFORMED, ""),
          post(ACCOUNTS, "[".repeat(100_000), INVALID, ""),
          post(ACCOUNTS, "['hunter2sent']", INVALID, ""),
          post(ACCOUNTS, "'hunter2sent'", INVALID, ""),
          post(ACCOUNTS, "42", INVALID, ""),
          post(ACCOUNTS, "null", INVALID, ""),
          post("/v1/accounts/{account_id}/refresh", "null", INVALID, ""),
          post("/v1/accounts/{account_id}/refresh", " null ", INVALID, ""),
          post(SESSIONS, "{'external_user_id': 'a', 'account_id': ''}", INVALID, "/account_id"),
          post(SESSIONS, "{'external_user_id': 'a', 'kind': ''}", INVALID, "/kind"),
          post(SESSIONS, "{'external_user_id': 'a', 'return_url': ''}", INVALID, "/return_url"),
          post(
              SESSIONS, "{'external_user_id': 'a', 'scopes': ['two words']}", INVALID, "/scopes/0"),
          put("/v1/workflows/" + "w".repeat(256), "{'links': []}", INVALID, "workflow_id"),
          post(ACCOUNTS, "", INVALID, ""),
          post(ACCOUNTS, "{}", INVALID, "/app"),
          post(ACCOUNTS, "{'app': null}", INVALID, "/app"),
          post(ACCOUNTS, "{'app': 5}", INVALID, "/app"),
          post(ACCOUNTS, "{'app': {'a': 'hunter2sent'}}", INVALID, "/app"),
          post(ACCOUNTS, "{'app': 'No/hunter2sent'}", INVALID, "/app"),
          post(ACCOUNTS, "{'app': 'a', 'colour': 'hunter2sent'}", INVALID, "/colour"),
          post(ACCOUNTS, "{'app': 'a', 'fields': 'hunter2sent'}", INVALID, "/fields"),
          post(
              ACCOUNTS,
              "{'app': 'a', 'fields': {'k': {'d': 'hunter2sent'}}}",
              INVALID,
              "/fields/k"),
          post(ACCOUNTS, "{'app': 'a', 'fields': {'k': null}}", INVALID, "/fields/k"),
          post(ACCOUNTS, "{'app': 'a', 'verify': 'hunter2sent'}", INVALID, "/verify"),
          post(ACCOUNTS, "{'app': 'a', 'metadata': {'m': 7}}", INVALID, "/metadata/m"),
          post(
              ACCOUNTS,
              "{'app': '{app}', 'auth': 'key', 'fields': {}}",
              INVALID,
              "/fields/api_key"),
          post(
              ACCOUNTS,
              "{'app': '{app}', 'auth': 'key', 'fields': {'other': 'hunter2sent'}}",
              INVALID,
              "/fields/other"),
          post(
              ACCOUNTS,
              "{'app': 'a', 'nickname': '" + "n".repeat(300) + "'}",
              INVALID,
              "/nickname"),
          new WrongBodies(
              "POST",
              ACCOUNTS,
              "{'app': 'hunter2sent', 'fields': {'k': 'hunter2sent'}}",
              404,
              "app_not_found",
              ""),
          post(SESSIONS, "{'external_user_id': ''}", INVALID, "/external_user_id"),
          post(SESSIONS, "{'external_user_id': '..'}", INVALID, "/external_user_id"),
          post(
              SESSIONS,
              "{'external_user_id': 'u', 'step': {'workflow_id': 'w', 'step_id': '.'}}",
              INVALID,
              "/step/step_id"),
          post(SESSIONS, "{'external_user_id': null}", INVALID, "/external_user_id"),
          post(
              SESSIONS,
              "{'external_user_id': 'u', 'return_url': 'ftp://x/hunter2sent'}",
              INVALID,
              "/return_url"),
          post(
              SESSIONS,
              "{'external_user_id': 'u', 'return_url': 'javascript:hunter2sent'}",
              INVALID,
              "/return_url"),
          post(SESSIONS, "{'external_user_id': 'u', 'expires_in': 5}", INVALID, "/expires_in"),
          post(SESSIONS, "{'external_user_id': 'u', 'expires_in': 99.5}", INVALID, "/expires_in"),
          post(SESSIONS, "{'external_user_id': 'u', 'expires_in': '99'}", INVALID, "/expires_in"),
          post(
              SESSIONS,
              "{'external_user_id': 'u', 'expires_in': 99999999999999999999}",
              INVALID,
              "/expires_in"),
          post(
              SESSIONS,
              "{'external_user_id': 'u', 'expires_in': 2147483648}",
              INVALID,
              "/expires_in"),
          post(SESSIONS, "{'external_user_id': 'u', 'expires_in': 1e400}", INVALID, "/expires_in"),
          tokens("'expires_in': 1000000000000000000", "expires_in"),
          tokens("'expires_in': 9223372036854775807", "expires_in"),
          tokens("'expires_at': '+999999999-12-31T23:59:59Z'", "expires_at"),
          tokens("'expires_at': '+10000-01-01T00:00:00Z'", "expires_at"),
          tokens("'expires_at': '-0001-01-01T00:00:00Z'", "expires_at"),
          tokens("'expires_at': '9999-12-31T23:59:59-18:00'", "expires_at"),
          key("+999999999-12-31T23:59:59Z"),
          key("-0001-01-01T00:00:00Z"),
          post(SESSIONS, "{'external_user_id': 'u', 'apps': []}", INVALID, "/apps"),
          post(SESSIONS, "{'external_user_id': 'u', 'kind': 'hunter2sent'}", INVALID, "/kind"),
          post(
              SESSIONS,
              "{'external_user_id': 'u', 'step': {'workflow_id': 'w'}}",
              INVALID,
              "/step/step_id"),
          post(SESSIONS, "{'external_user_id': 'u', 'apps': ['a', 5]}", INVALID, "/apps/1"),
          post(SESSIONS, "{'external_user_id': 'u', 'apps': [null]}", INVALID, "/apps/0"),
          post(KEYS, "{'name': 'k', 'scopes': ['hunter2sent']}", INVALID, "/scopes/0"),
          post(KEYS, "{'name': 'k', 'scopes': []}", INVALID, "/scopes"),
          post(KEYS, "{'name': '', 'scopes': ['link']}", INVALID, "/name"),
          post(
              KEYS,
              "{'name': 'k', 'scopes': ['link'], 'expires_at': 'hunter2sent'}",
              INVALID,
              "/expires_at"),
          put(CLIENTS, "{'client_secret': 's'}", INVALID, "/client_id"),
          put(
              CLIENTS,
              "{'client_id': 'c', 'client_secret': ['hunter2sent']}",
              INVALID,
              "/client_secret"),
          new WrongBodies(
              "PUT",
              "/v1/oauth-clients/hunter2sent",
              "{'client_id': 'c', 'client_secret': 's'}",
              404,
              "app_not_found",
              ""),
          put(APPS, "['hunter2sent']", INVALID, ""),
          new WrongBodies("PUT", APPS, "{'schema': 1}", 422, "invalid_definition", ""),
          put("/v1/workflows/w", "{}", INVALID, "/links"),
          put("/v1/workflows/w", "{'links': [{'step_id': 's'}]}", INVALID, "/links/0/account_id"),
          put(
              "/v1/workflows/w",
              "{'links': [{'step_id': 's', 'account_id': '{account_id}', 'name': 'No"
                  + " hunter2sent'}]}",
              INVALID,
              "/links/0/name"));

  WrongBodies {
    body = body.replace('\'', '"');
  }

  private static WrongBodies post(String path, String body, String code, String pointer) {
    return new WrongBodies("POST", path, body, 400, code, pointer);
  }

  private static WrongBodies tokens(String expiry, String name) {
    return post(
        ACCOUNTS,
        "{'app': 'a', 'tokens': {'access_token': 't', " + expiry + "}}",
        INVALID,
        "/tokens/" + name);
  }

  private static WrongBodies key(String expiresAt) {
    return post(
        KEYS,
        "{'name': 'k', 'scopes': ['link'], 'expires_at': '" + expiresAt + "'}",
        INVALID,
        "/expires_at");
  }

  private static WrongBodies put(String path, String body, String code, String pointer) {
    return new WrongBodies("PUT", path, body, 400, code, pointer);
  }

  @Override
  public String toString() {
    return method + " " + path + " " + body.substring(0, Math.min(body.length(), 120));
  }
}
