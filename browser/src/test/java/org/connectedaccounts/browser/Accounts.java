package org.connectedaccounts.browser;

import java.util.List;
import java.util.Map;

/**
 * Accounts of the user at the demo provider. Its robot has one key, so that each gets an identity
 * of its own.
 */
record Accounts(Service service, Workspace workspace) {

  String add(String nickname) {
    String id = workspace.account(nickname);
    update(id, "identity_id = 'robot-' || id");
    return id;
  }

  /** One whose key the app no longer takes; it keeps the robot's identity, so make it last. */
  String broken(String nickname) {
    String id = workspace.account(nickname);
    update(
        id,
        "status = 'REAUTHORIZATION_REQUIRED', status_reason = 'KEY_REJECTED',"
            + " status_since = clock_timestamp() - interval '3 days'");
    return id;
  }

  /** To another user, who shares it. */
  void giveTo(String id, String user) {
    update(id, "external_user_id = '" + user + "', shared = true");
  }

  /** One whose app is not there at the moment. */
  String degraded(String nickname) {
    String id = add(nickname);
    update(id, "status = 'DEGRADED', status_reason = 'PROVIDER_DOWN'");
    return id;
  }

  /** One of another app, as it is imported; nobody asks the app about it. */
  void imported(String app, String nickname) {
    workspace
        .api()
        .put(
            "/v1/oauth-clients/" + app,
            Map.of("client_id", "acme", "client_secret", "acme-secret"));
    workspace
        .api()
        .post(
            "/v1/accounts",
            Map.of(
                "app",
                app,
                "external_user_id",
                Workspace.USER,
                "nickname",
                nickname,
                "tokens",
                Map.of("access_token", "imported-access-token"),
                "verify",
                false));
  }

  /** So many of them in all, the others with a number to their nickname. */
  void multiply(String id, int total) {
    service.sql(
        """
        insert into connected_account select (jsonb_populate_record(a, jsonb_build_object(
          'id', gen_random_uuid(), 'identity_id', 'robot-' || n, 'nickname', 'Robot ' || n,
          'created_at', a.created_at - n * interval '1 second'))).*
        from connected_account a, generate_series(2, %d) n where a.id = '%s'
        """
            .formatted(total, Ids.uuid(id)));
  }

  /** A workflow with one step that uses it. */
  void use(String id, String workflow, String name) {
    workspace
        .api()
        .put(
            "/v1/workflows/" + workflow,
            Map.of(
                "name",
                name,
                "url",
                url(workflow),
                "links",
                List.of(Map.of("step_id", "send", "account_id", id))));
  }

  static String url(String workflow) {
    return "https://app.acme.example/workflows/" + workflow;
  }

  private void update(String id, String changes) {
    service.sql("update connected_account set " + changes + " where id = '" + Ids.uuid(id) + "'");
  }
}
