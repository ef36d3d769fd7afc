package org.connectedaccounts.adapters.out.postgres;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;

@ApplicationScoped
@BriefSession
class JpaOAuthClients implements OAuthClients {

  private final StatelessSession session;

  JpaOAuthClients(StatelessSession session) {
    this.session = session;
  }

  @Override
  public void hold(WorkspaceId owner) {
    HeldWorkspace.hold(session, owner);
  }

  @Override
  public Optional<OAuthClient> findCurrent(WorkspaceId owner, AppSlug app) {
    return session
        .createSelectionQuery(
            "from OAuthClientRow where workspaceId = :owner and app = :app and current",
            OAuthClientRow.class)
        .setParameter("owner", owner.value())
        .setParameter("app", app.value())
        .uniqueResultOptional()
        .map(OAuthClientRow::toDomain);
  }

  @Override
  public Optional<OAuthClient> find(WorkspaceId owner, OAuthClientId id) {
    return row(owner, id).map(OAuthClientRow::toDomain);
  }

  @Override
  public Optional<OAuthClient> findFor(WorkspaceId workspace, OAuthClientId id) {
    return session
        .createSelectionQuery(
            "from OAuthClientRow where id = :id and workspaceId in (:workspace, :operator)",
            OAuthClientRow.class)
        .setParameter("id", id.value())
        .setParameter("workspace", workspace.value())
        .setParameter("operator", WorkspaceId.OPERATOR.value())
        .uniqueResultOptional()
        .map(OAuthClientRow::toDomain);
  }

  @Override
  public List<OAuthClient> list(WorkspaceId owner) {
    // Sorted here, since the order of texts depends on the database's locale.
    return session
        .createSelectionQuery(
            "from OAuthClientRow where workspaceId = :owner and current", OAuthClientRow.class)
        .setParameter("owner", owner.value())
        .getResultStream()
        .sorted(comparing(row -> row.app))
        .map(OAuthClientRow::toDomain)
        .toList();
  }

  @Override
  public void add(OAuthClient client) {
    // Two that come at once wait here for each other, or both would be current.
    hold(client.owner());
    session
        .createMutationQuery(
            """
            update OAuthClientRow set current = false
            where workspaceId = :owner and app = :app and current
            """)
        .setParameter("owner", client.owner().value())
        .setParameter("app", client.app().value())
        .executeUpdate();
    session.insert(OAuthClientRow.of(client));
  }

  @Override
  public boolean update(OAuthClient client, int secretVersion) {
    OAuthClientRow row =
        session.get(
            OAuthClientRow.class,
            new RowKey(client.owner().value(), client.id().value()),
            LockMode.PESSIMISTIC_WRITE);
    if (row == null || row.secretVersion != secretVersion) {
      return false;
    }
    session.update(row.take(client));
    return true;
  }

  @Override
  public boolean updateHealth(OAuthClient client) {
    return session
            .createMutationQuery(
                """
                update OAuthClientRow set state = :state, stateReason = :reason
                where workspaceId = :owner and id = :id and secretVersion = :version
                """)
            .setParameter("state", client.health().state())
            .setParameter("reason", client.health().reason())
            .setParameter("owner", client.owner().value())
            .setParameter("id", client.id().value())
            .setParameter("version", client.secretVersion())
            .executeUpdate()
        > 0;
  }

  @Override
  public Map<AppSlug, Edition> notedEditions() {
    return session
        .createNativeQuery(
            "select app, version, written_at from operator_client_version", Object[].class)
        .addScalar("app", String.class)
        .addScalar("version", Integer.class)
        .addScalar("written_at", Instant.class)
        .getResultStream()
        .collect(
            toMap(
                row -> new AppSlug((String) row[0]),
                row -> new Edition((Integer) row[1], (Instant) row[2])));
  }

  @Override
  public boolean noteEdition(AppSlug app, Edition before, Edition now) {
    return session
            .createNativeMutationQuery(
                """
                insert into operator_client_version as v (app, version, written_at)
                select :app, :version, :written where :before = 0
                  or exists (select from operator_client_version where app = :app)
                on conflict (app) do update
                  set version = excluded.version, written_at = excluded.written_at
                where v.version = :before and v.written_at = :writtenBefore
                """)
            .setParameter("app", app.value())
            .setParameter("before", before.version())
            .setParameter("writtenBefore", before.written())
            .setParameter("version", now.version())
            .setParameter("written", now.written())
            .executeUpdate()
        > 0;
  }

  @Override
  public void forgetEdition(AppSlug app) {
    session
        .createNativeMutationQuery("delete from operator_client_version where app = :app")
        .setParameter("app", app.value())
        .executeUpdate();
  }

  @Override
  public void forgetFormerSecrets() {
    session
        .createNativeMutationQuery(
            """
            update oauth_client set former_secret = null, former_secret_key = null,
              former_version = null, former_until = null
            where former_until <= clock_timestamp()
            """)
        .executeUpdate();
  }

  @Override
  public boolean remove(WorkspaceId owner, OAuthClientId id) {
    return session
            .createMutationQuery(
                "delete from OAuthClientRow where workspaceId = :owner and id = :id")
            .setParameter("owner", owner.value())
            .setParameter("id", id.value())
            .executeUpdate()
        > 0;
  }

  @Override
  public long countAccounts(WorkspaceId workspace, OAuthClientId id) {
    return session
        .createNativeQuery(
            """
            select count(*) from connected_account
            where oauth_client = :id and (workspace_id = :workspace or :workspace = :operator)
            """,
            Long.class)
        .setParameter("id", id.value())
        .setParameter("workspace", workspace.value())
        .setParameter("operator", WorkspaceId.OPERATOR.value())
        .getSingleResult();
  }

  @Override
  public void removeUnused(WorkspaceId owner, AppSlug app) {
    session
        .createNativeMutationQuery(
            """
            delete from oauth_client c
            where c.workspace_id = :owner and c.app = :app and not c.current
              and not exists (select 1 from connected_account a where a.oauth_client = c.id)
              and not exists (
                select 1 from authorization_attempt t
                where t.oauth_client = c.id and t.expires_at > clock_timestamp())
            """)
        .setParameter("owner", owner.value())
        .setParameter("app", app.value())
        .executeUpdate();
  }

  private Optional<OAuthClientRow> row(WorkspaceId owner, OAuthClientId id) {
    return Optional.ofNullable(
        session.get(OAuthClientRow.class, new RowKey(owner.value(), id.value())));
  }
}
