package org.connectedaccounts.bootstrap.walk;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Changes of what a tenant has, under a condition. */
final class ConditionalCalls {

  /** Bodies that change something, each in another way. */
  static final Map<String, String> CHANGES =
      Map.of(
          "updateWorkspace", "{\"name\": \"Changed %d\"}",
          "updateAccount", "{\"nickname\": \"changed %d\"}",
          "updateWebhookEndpoint", "{\"url\": \"https://changed-%d.example.test/\"}",
          "putOauthClient", "{\"client_id\": \"same\", \"client_secret\": \"changed %d\"}",
          "putApp", Samples.DEFINITION.replace("Sample {app}", "Changed %d"),
          "putWorkflow", "{\"name\": \"Changed %d\", \"links\": []}",
          "putStepLink", "{\"account_id\": \"{account_id}\", \"scopes\": [\"changed_%d\"]}");

  private final Tenant tenant;

  ConditionalCalls(Tenant tenant) {
    this.tenant = tenant;
  }

  /** Takes away what is in the way of a removal, and makes what is there for all users. */
  void prepare(Operation operation) {
    if (isLink(operation)) {
      putLink(operation);
    }
    if (Set.of("deleteApp", "deleteWorkspace").contains(operation.id())) {
      Calls.done(Calls.with(tenant.key()).delete(filled("/v1/accounts/{account_id}?force=true")));
    }
  }

  /** What nobody has put yet. */
  Map<String, String> missing(Operation operation) {
    Map<String, String> names = new HashMap<>(tenant.names());
    switch (operation.id()) {
      case "putApp" -> names.put("app", "new_" + tenant.word());
      case "putOauthClient" -> names.put("app", "slack");
      default -> {
        names.put("workflow_id", "wf-new");
        names.put("name", "fresh");
      }
    }
    return names;
  }

  String tag(Operation operation) {
    Response shown = isLink(operation) ? putLink(operation) : shown(operation);
    return String.valueOf(shown.header("ETag"));
  }

  /** Links are shown with all others of their step. */
  Response shown(Operation operation) {
    String path = isLink(operation) ? operation.path().replace("/{name}", "") : operation.path();
    return Calls.done(Calls.with(token(operation)).get(filled(path)));
  }

  private static boolean isLink(Operation operation) {
    return operation.id().endsWith("StepLink");
  }

  private Response putLink(Operation operation) {
    return Calls.done(
        Calls.json(tenant.key(), filled("{\"account_id\": \"{account_id}\"}"))
            .put(filled(operation.path())));
  }

  /** With the operation's sample as body. */
  Response ifMatch(Operation operation, String states) {
    return under("If-Match", states, operation, tenant.names());
  }

  /** With a body that changes something, in a way of that number's own. */
  Response changing(Operation operation, String state, int number) {
    return under("If-Match", state, operation, tenant.names(), number);
  }

  Response under(String header, String value, Operation operation, Map<String, String> names) {
    RequestSpecification request = Calls.with(token(operation)).header(header, value);
    String path = operation.path() + (operation.id().equals("deleteAccount") ? "?force=true" : "");
    if (operation.hasBody()) {
      request.contentType(ContentType.JSON).body(Samples.fill(Samples.body(operation), names));
    }
    return request.request(operation.method().name(), Samples.fill(path, names));
  }

  Response under(
      String header, String value, Operation operation, Map<String, String> names, int number) {
    String change = String.valueOf(CHANGES.get(operation.id()));
    return Calls.json(
            token(operation), Samples.fill(change.replace("%d", String.valueOf(number)), names))
        .header(header, value)
        .request(operation.method().name(), Samples.fill(operation.path(), names));
  }

  private String token(Operation operation) {
    return operation.isOnlyFor("operatorKey") ? Tokens.OPERATOR_KEY : tenant.key();
  }

  private String filled(String text) {
    return Samples.fill(text, tenant.names());
  }
}
