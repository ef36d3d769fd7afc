package org.connectedaccounts.harness.scenario;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Sealer;
import org.connectedaccounts.harness.provider.AccessToken;
import org.connectedaccounts.harness.provider.ProviderClass;
import org.jspecify.annotations.Nullable;

/** Accounts like one that was imported, written beside it, each with a grant of its own. */
final class MassEnrolment {
  private static final int BATCH = 1_000;
  private static final Duration LIFE = Duration.ofHours(2);

  private static final String ACCOUNTS =
      """
      insert into connected_account
      select r.*
      from connected_account a, unnest(?::uuid[], ?::text[]) as k (id, grant_id),
        jsonb_populate_record(a, jsonb_build_object(
          'id', k.id, 'metadata', jsonb_build_object('grant', k.grant_id))) as r
      where a.metadata->>'grant' = ?
      """;

  private static final String CREDENTIALS =
      """
      insert into credential (workspace_id, account_id, generation, auths, auths_key, refresh,
        refresh_key, access_expires_at)
      select a.workspace_id, k.id, a.generation, k.auths, d.id, k.refresh, d.id, a.expires_at
      from connected_account a
      join data_key d on d.workspace_id = a.workspace_id and d.state = 'ENCRYPT',
        unnest(?::uuid[], ?::bytea[], ?::bytea[]) as k (id, auths, refresh)
      where a.metadata->>'grant' = ?
      """;

  private final Stage stage;
  private final Account like;
  private final Sealer sealer;

  private MassEnrolment(Stage stage, Account like, Sealer sealer) {
    this.stage = stage;
    this.like = like;
    this.sealer = sealer;
  }

  static MassEnrolment like(Stage stage, Account one) {
    List<@Nullable String> key =
        stage
            .cluster()
            .database()
            .rows(
                """
                select d.workspace_id, encode(d.wrapped, 'hex'), d.wrapped_by
                from data_key d join connected_account a on a.workspace_id = d.workspace_id
                where d.state = 'ENCRYPT' and a.metadata->>'grant' = '%s'
                """
                    .formatted(one.grant().id()))
            .getFirst();
    return new MassEnrolment(
        stage,
        one,
        Sealer.open(
            stage.cluster().keyring(),
            UUID.fromString(String.valueOf(key.get(0))),
            HexFormat.of().parseHex(String.valueOf(key.get(1))),
            String.valueOf(key.get(2))));
  }

  void enrol(ProviderClass providerClass, int count) {
    try (Connection connection = stage.cluster().database().connect()) {
      for (int made = 0; made < count; made += BATCH) {
        List<AccessToken> tokens = new ArrayList<>();
        for (int n = made; n < Math.min(made + BATCH, count); n++) {
          tokens.add(stage.provider().ledger().mint(providerClass, "mass-" + n, LIFE));
        }
        write(connection, tokens);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void write(Connection connection, List<AccessToken> tokens) throws SQLException {
    UUID[] ids = tokens.stream().map(each -> UUID.randomUUID()).toArray(UUID[]::new);
    String[] grants = tokens.stream().map(each -> each.grant().id()).toArray(String[]::new);
    byte[][] auths = new byte[ids.length][];
    byte[][] refresh = new byte[ids.length][];
    for (int n = 0; n < ids.length; n++) {
      auths[n] = sealer.seal(ids[n], "credential.auths", auths(tokens.get(n)));
      refresh[n] = sealer.seal(ids[n], "credential.refresh", refresh(tokens.get(n)));
      stage.adopt(new Account(ids[n].toString(), tokens.get(n).grant()));
    }
    try (PreparedStatement accounts = connection.prepareStatement(ACCOUNTS);
        PreparedStatement credentials = connection.prepareStatement(CREDENTIALS)) {
      accounts.setArray(1, connection.createArrayOf("uuid", ids));
      accounts.setArray(2, connection.createArrayOf("text", grants));
      accounts.setString(3, like.grant().id());
      accounts.executeUpdate();
      credentials.setArray(1, connection.createArrayOf("uuid", ids));
      credentials.setArray(2, connection.createArrayOf("bytea", auths));
      credentials.setArray(3, connection.createArrayOf("bytea", refresh));
      credentials.setString(4, like.grant().id());
      credentials.executeUpdate();
    }
  }

  private static byte[] auths(AccessToken token) {
    return """
    {"tokens": [{"name": "oauth_access_token", "value": "%s"}],
     "inputs": {}, "secrets": {}, "captures": {}}
    """
        .formatted(token.value())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] refresh(AccessToken token) {
    return "\"%s\"".formatted(token.refreshToken().value()).getBytes(StandardCharsets.UTF_8);
  }
}
