package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.walk.Calls.done;
import static org.connectedaccounts.bootstrap.walk.Calls.unchecked;
import static org.connectedaccounts.bootstrap.walk.Calls.with;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** S3: a dump of a workspace that was removed since does not open, wherever it is restored. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class RestoredDumpTest {

  /** In the order in which they refer to each other. */
  private static final List<String> TABLES =
      List.of(
          "workspace",
          "api_key",
          "data_key",
          "app_definition",
          "app_definition_snapshot",
          "oauth_client",
          "connected_account",
          "credential");

  @Inject AgroalDataSource database;

  private Map<String, List<String>> dump(UUID workspace) throws SQLException {
    Map<String, List<String>> dump = new LinkedHashMap<>();
    try (var connection = database.getConnection()) {
      for (String table : TABLES) {
        String sql = "select to_jsonb(t)::text from " + table + " t where workspace_id = ?";
        List<String> rows = new ArrayList<>();
        try (var statement = connection.prepareStatement(sql)) {
          statement.setObject(1, workspace);
          try (var found = statement.executeQuery()) {
            while (found.next()) {
              rows.add(found.getString(1));
            }
          }
        }
        assertThat(rows).as(table).isNotEmpty();
        dump.put(table, rows);
      }
    }
    return dump;
  }

  private void restore(Map<String, List<String>> dump) throws SQLException {
    try (var connection = database.getConnection()) {
      for (var table : dump.entrySet()) {
        String sql =
            "insert into %1$s select * from jsonb_populate_record(null::%1$s, ?::jsonb)"
                .formatted(table.getKey());
        for (String row : table.getValue()) {
          try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, row);
            assertThat(statement.executeUpdate()).isEqualTo(1);
          }
        }
      }
    }
  }

  private static String credentials(Tenant tenant) {
    return "/v1/accounts/" + tenant.id("account_id") + "/credentials";
  }

  @Test
  void restoreThenTheMetadataIsThereAndNoSecretOpens() throws SQLException {
    Tenant tenant = Tenant.create("shredded");
    WorkspaceId workspace = WorkspaceId.parse(tenant.id("workspace_id")).orElseThrow();
    assertThat(done(with(tenant.key()).get(credentials(tenant))).asString())
        .contains("secret-shredded");
    Map<String, List<String>> dump = dump(workspace.value());

    done(with(tenant.key()).delete("/v1/accounts/" + tenant.id("account_id") + "?force=true"));
    done(with(Tokens.OPERATOR_KEY).delete("/v1/workspaces/" + tenant.id("workspace_id")));
    restore(dump);

    done(with(tenant.key()).get("/v1/accounts/" + tenant.id("account_id")));
    Response refused = unchecked(tenant.key()).get(credentials(tenant));
    assertThat(refused.statusCode()).isGreaterThanOrEqualTo(500);
    assertThat(refused.asString()).doesNotContain("secret-shredded");
  }
}
