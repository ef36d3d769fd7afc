package org.connectedaccounts.bootstrap.walk;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body that holds for every operation that takes one, with the names of what it is about. */
final class Samples {

  /** As JSON has no braces with a bare word in them. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");

  static final String DEFINITION =
      """
      {"schema": 1, "slug": "{app}", "name": "Sample {app}", "category": "testing", "auth": [
        {"id": "key", "type": "custom", "fields": [{"name": "api_key", "label": "Key"}]},
        {"id": "oauth", "type": "oauth2", "authorization_url": "https://as.example.test/authorize",
         "token_url": "https://as.example.test/token", "scopes": {"default": ["read"]}}]}
      """;

  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("createWorkspace", "{\"name\": \"Sample\"}"),
          Map.entry("updateWorkspace", "{\"name\": \"Sample\"}"),
          Map.entry("createApiKey", "{\"name\": \"sample\", \"scopes\": [\"admin\"]}"),
          Map.entry("rotateApiKey", "{\"overlap_seconds\": 3600}"),
          Map.entry("putApp", DEFINITION),
          Map.entry(
              "importApp",
              "{\"source\": \"issuer\", \"url\": \"http://127.0.0.1:9\","
                  + " \"slug\": \"sample\"}"),
          Map.entry("putOauthClient", "{\"client_id\": \"sample\", \"client_secret\": \"sample\"}"),
          Map.entry("registerOauthClient", "{\"client_name\": \"sample\"}"),
          Map.entry("createAppRequest", "{\"name\": \"Sample\"}"),
          Map.entry(
              "createConnectSession",
              "{\"external_user_id\": \"{external_user_id}\", \"account_id\": \"{account_id}\"}"),
          Map.entry("authorizeConnectSession", "{\"app\": \"{app}\"}"),
          Map.entry(
              "submitConnectCredentials", "{\"app\": \"{app}\", \"fields\": {\"api_key\": \"s\"}}"),
          Map.entry("useExistingAccount", "{\"account_id\": \"{account_id}\"}"),
          Map.entry("chooseConnectOption", "{\"option\": \"sample\"}"),
          Map.entry(
              "completeConnectSession",
              "{\"handle\": \"sample\", \"external_user_id\": \"{external_user_id}\"}"),
          Map.entry("createAccount", "{\"app\": \"{app}\", \"fields\": {\"api_key\": \"s\"}}"),
          Map.entry("updateAccount", "{\"nickname\": \"sample\"}"),
          Map.entry("refreshCredentials", "{}"),
          Map.entry("startKeyRotation", "{}"),
          Map.entry("startRevocation", "{\"external_user_id\": \"nobody\"}"),
          Map.entry("countRevocation", "{\"external_user_id\": \"{external_user_id}\"}"),
          Map.entry("createWebhookEndpoint", "{\"url\": \"https://sample.example.test/\"}"),
          Map.entry("updateWebhookEndpoint", "{\"enabled\": true}"),
          Map.entry("rotateWebhookSecret", "{}"),
          Map.entry("putStepLink", "{\"account_id\": \"{account_id}\"}"),
          Map.entry(
              "putWorkflow",
              "{\"links\": [{\"step_id\": \"{step_id}\", \"account_id\": \"{account_id}\"}]}"));

  private Samples() {}

  /** The body of an operation; a new operation has none yet, and a walk without it is none. */
  static String body(Operation operation) {
    String body = BODIES.get(operation.id());
    if (body == null) {
      throw new IllegalStateException("openapi.yaml has " + operation + ": give it a body here");
    }
    return body;
  }

  /** Whether an operation is about something that belongs to a workspace. */
  static boolean namesSomething(Operation operation) {
    return PLACEHOLDER.matcher(operation.path()).find()
        || (operation.hasBody() && PLACEHOLDER.matcher(body(operation)).find());
  }

  static String fill(String text, Map<String, String> names) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> {
              String name = names.get(found.group(1));
              if (name == null) {
                throw new IllegalStateException("no test knows a value for " + found.group());
              }
              return Matcher.quoteReplacement(name);
            });
  }
}
