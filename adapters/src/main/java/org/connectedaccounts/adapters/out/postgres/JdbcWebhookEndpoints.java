package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.SigningSecret;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpoint.Disabled;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

@Singleton
class JdbcWebhookEndpoints implements WebhookEndpoints {

  private static final String ADD =
      """
      insert into webhook_endpoint (url, types, enabled, disabled_reason, secret, secret_key,
        secret_version, former_secret, former_secret_key, former_until, created_at, workspace_id, id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update webhook_endpoint set url = ?, types = ?, enabled = ?, disabled_reason = ?,
        secret = ?, secret_key = ?, secret_version = ?, former_secret = ?, former_secret_key = ?, former_until = ?,
        created_at = ?
      where workspace_id = ? and id = ?
      """;

  private static final String FIND =
      "select * from webhook_endpoint where workspace_id = ? and id = ?";

  private static final String LIST =
      "select * from webhook_endpoint where workspace_id = ? order by id";

  private static final String REMOVE =
      "delete from webhook_endpoint where workspace_id = ? and id = ?";

  private final Jdbc jdbc;

  JdbcWebhookEndpoints(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void add(WebhookEndpoint endpoint) {
    jdbc.update(ADD, statement -> fill(new Parameters(statement), endpoint));
  }

  @Override
  public void update(WebhookEndpoint endpoint) {
    jdbc.update(UPDATE, statement -> fill(new Parameters(statement), endpoint));
  }

  private static void fill(Parameters parameters, WebhookEndpoint endpoint) throws SQLException {
    SigningSecret secret = endpoint.secret();
    Disabled disabled = endpoint.disabled();
    parameters
        .text(endpoint.url().toString())
        .texts(endpoint.types().stream().map(Event.Type::name).sorted().toList())
        .yes(endpoint.enabled())
        .text(disabled == null ? null : disabled.name())
        .bytes(SealedColumns.bytes(secret.current()))
        .id(SealedColumns.key(secret.current()))
        .number((Integer) secret.version())
        .bytes(SealedColumns.bytes(secret.former()))
        .id(SealedColumns.key(secret.former()))
        .time(secret.formerUntil())
        .time(endpoint.createdAt())
        .id(endpoint.workspace().value())
        .id(endpoint.id().value());
  }

  @Override
  public Optional<WebhookEndpoint> find(WorkspaceId workspace, WebhookEndpointId id) {
    return find(FIND, workspace, id);
  }

  @Override
  public Optional<WebhookEndpoint> findToChange(WorkspaceId workspace, WebhookEndpointId id) {
    return find(FIND + " for no key update", workspace, id);
  }

  private Optional<WebhookEndpoint> find(String sql, WorkspaceId workspace, WebhookEndpointId id) {
    return jdbc
        .query(
            sql,
            statement -> new Parameters(statement).id(workspace.value()).id(id.value()),
            JdbcWebhookEndpoints::read)
        .stream()
        .findFirst();
  }

  @Override
  public List<WebhookEndpoint> list(WorkspaceId workspace) {
    return jdbc.query(
        LIST,
        statement -> new Parameters(statement).id(workspace.value()),
        JdbcWebhookEndpoints::read);
  }

  @Override
  public boolean remove(WorkspaceId workspace, WebhookEndpointId id) {
    return jdbc.update(
            REMOVE, statement -> new Parameters(statement).id(workspace.value()).id(id.value()))
        > 0;
  }

  /** Switched off, too, if a replica of the version before did it: that keeps no reason. */
  private static @Nullable Disabled disabled(ResultSet row) throws SQLException {
    if (row.getBoolean("enabled")) {
      return null;
    }
    String reason = row.getString("disabled_reason");
    return reason == null ? Disabled.SWITCHED_OFF : Disabled.valueOf(reason);
  }

  private static WebhookEndpoint read(ResultSet row) throws SQLException {
    var secret =
        SealedColumns.sealed(row.getBytes("secret"), row.getObject("secret_key", UUID.class));
    var former =
        SealedColumns.sealed(
            row.getBytes("former_secret"), row.getObject("former_secret_key", UUID.class));
    return new WebhookEndpoint(
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        new WebhookEndpointId(row.getObject("id", UUID.class)),
        URI.create(row.getString("url")),
        Jdbc.texts(row, "types").stream().map(Event.Type::valueOf).collect(Collectors.toSet()),
        disabled(row),
        new SigningSecret(
            row.getInt("secret_version"),
            Objects.requireNonNull(secret),
            former,
            Jdbc.nullableInstant(row, "former_until")),
        Jdbc.instant(row, "created_at"));
  }
}
