package org.connectedaccounts.bootstrap.journey;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.connectedaccounts.bootstrap.embedded.TestServer;

/**
 * A database whose user the service knows from Vault, as docs/vault.md says: one role with a
 * password in KV, or users that Vault makes itself and removes after seconds.
 */
public final class DatabasePasswordInVault implements QuarkusTestResourceLifecycleManager {

  /** An argument: users that Vault makes. */
  static final Map<String, String> MADE_BY_VAULT = Map.of("users", "made by Vault");

  private static final String OWNER =
      "accounts_" + UUID.randomUUID().toString().replace("-", "").substring(0, 8);

  private boolean madeByVault;

  /** After those that bring the database and Vault, whose settings it overrides. */
  @Override
  public int order() {
    return 10;
  }

  @Override
  public void init(Map<String, String> arguments) {
    madeByVault = arguments.equals(MADE_BY_VAULT);
  }

  @Override
  public Map<String, String> start() {
    if (!VaultTestResource.isThere()) {
      return Map.of();
    }
    String url = TestServer.running().newDatabase();
    String database = url.substring(url.lastIndexOf('/') + 1);
    run("create role " + OWNER);
    run("alter database " + database + " owner to " + OWNER);
    Map<String, String> settings = new HashMap<>(madeByVault ? dynamic(url) : inKv());
    settings.put("quarkus.datasource.jdbc.url", url);
    settings.put("quarkus.datasource.password", "");
    settings.put("quarkus.datasource.credentials-provider", "database");
    // So that new connections are made all the time.
    settings.put("quarkus.datasource.jdbc.max-lifetime", "1s");
    return settings;
  }

  private static Map<String, String> inKv() {
    run("alter role " + OWNER + " login");
    changePassword();
    return Map.of(
        "quarkus.datasource.username",
        OWNER,
        "quarkus.vault.credentials-provider.database.kv-path",
        "connected-accounts/database");
  }

  /** In the database, and right after it in Vault. */
  static void changePassword() {
    String password = UUID.randomUUID().toString();
    run("alter role " + OWNER + " password '" + password + "'");
    VaultTestResource.ask(
        "POST",
        "secret/data/connected-accounts/database",
        "{\"data\":{\"password\":\"" + password + "\"}}");
  }

  private static Map<String, String> dynamic(String url) {
    var server = TestServer.running();
    VaultTestResource.ask("POST", "sys/mounts/database", "{\"type\":\"database\"}");
    int port = URI.create(url.substring("jdbc:".length())).getPort();
    VaultTestResource.ask(
        "POST",
        "database/config/accounts",
        """
        {"plugin_name": "postgresql-database-plugin", "allowed_roles": "accounts",
         "connection_url":
           "postgresql://{{username}}:{{password}}@localhost:%d/postgres?sslmode=disable",
         "username": "%s", "password": "%s"}
        """
            .formatted(port, server.username(), server.password()));
    var made =
        VaultTestResource.ask(
            "POST",
            "database/roles/accounts",
            """
            {"db_name": "accounts", "default_ttl": "3s", "max_ttl": "6s",
             "creation_statements": "CREATE ROLE \\"{{name}}\\" LOGIN PASSWORD '{{password}}' \
            VALID UNTIL '{{expiration}}' IN ROLE %1$s; ALTER ROLE \\"{{name}}\\" SET role = '%1$s'",
             "revocation_statements": "DROP ROLE IF EXISTS \\"{{name}}\\""}
            """
                .formatted(OWNER));
    if (made.statusCode() >= 300) {
      throw new IllegalStateException(made.body());
    }
    VaultTestResource.ask(
        "PUT",
        "sys/policies/acl/accounts-database",
        """
        {"policy": "path \\"database/creds/accounts\\" { capabilities = [\\"read\\"] } \
        path \\"sys/leases/renew\\" { capabilities = [\\"update\\"] }"}
        """);
    return Map.of(
        "quarkus.datasource.username",
        "",
        "quarkus.vault.credentials-provider.database.database-credentials-role",
        "accounts",
        "quarkus.vault.credentials-provider.database.credentials-mount",
        "database",
        // As short as the lives are; usually it is an hour.
        "quarkus.vault.renew-grace-period",
        "1s");
  }

  private static void run(String statement) {
    var server = TestServer.running();
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), server.username(), server.password());
        var one = connection.createStatement()) {
      one.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  @Override
  public void stop() {
    // Database and roles go with the server.
  }
}
