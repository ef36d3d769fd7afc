package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@BriefSession
class JpaConnectedAccounts implements ConnectedAccounts {

  private static final String THIS = " a.workspaceId = :workspace and a.id = :id";

  private static final String FORGET_GRANDPARENTS =
      """
      delete from CredentialRow c where c.workspaceId = :workspace and c.accountId = :account
        and c.generation < :parent
      """;
  private static final String SETTLE =
      """
      with spared as (
        delete from spare_credential where workspace_id = ? and account_id = ?)
      update refresh_attempt set state = 'LOST'
      where workspace_id = ? and account_id = ? and state = 'UNKNOWN'
      """;

  // What is left outside of the database is destroyed later, whoever is away now.
  private static final String REMOVE =
      """
      with outside as (
        insert into removed_outside (workspace_id, account_id)
        select a.workspace_id, a.id from connected_account a
        where a.workspace_id = ? and a.id = ? and (a.kept_outside or exists (
          select from credential c where c.workspace_id = a.workspace_id and c.account_id = a.id
            and substring(c.auths from 1 for 1) > '\\x01')))
      delete from connected_account where workspace_id = ? and id = ?
      """;

  private final StatelessSession session;
  private final AccountStatements statements;
  private final AccountIdentities identities;
  private final CurrentCredentials credentials;
  private final Jdbc jdbc;

  JpaConnectedAccounts(StatelessSession session, CurrentCredentials credentials, Jdbc jdbc) {
    this.session = session;
    this.jdbc = jdbc;
    this.statements = new AccountStatements(session);
    this.identities = new AccountIdentities(session);
    this.credentials = credentials;
  }

  @Override
  public boolean add(ConnectedAccount account, CredentialGeneration first) {
    var identity = account.identity();
    if (identity != null && identities.isTaken(account, identity.id())) {
      return false;
    }
    session.insert(ConnectedAccountRow.of(account));
    session.insert(CredentialRow.of(first));
    return true;
  }

  @Override
  public Optional<ConnectedAccount> find(WorkspaceId workspace, AccountId id) {
    return session
        .createSelectionQuery("from ConnectedAccountRow a where" + THIS, ConnectedAccountRow.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id.value())
        .uniqueResultOptional()
        .map(ConnectedAccountRow::toDomain);
  }

  @Override
  public Optional<Listed> findListed(WorkspaceId workspace, AccountId id) {
    return findListed(workspace, List.of(id)).stream().findFirst();
  }

  @Override
  public List<Listed> findListed(WorkspaceId workspace, Collection<AccountId> ids) {
    return ids.isEmpty() ? List.of() : AccountList.of(workspace, ids).fetch(session, ids.size());
  }

  @Override
  public Optional<WithCredential> findWithCredential(WorkspaceId workspace, AccountId id) {
    return credentials.find(workspace, id);
  }

  @Override
  public Map<AccountId, WithCredential> findWithCredentials(
      WorkspaceId workspace, Collection<AccountId> ids) {
    return credentials.find(workspace, ids);
  }

  @Override
  public Optional<ConnectedAccount> findByIdentity(
      WorkspaceId workspace, AppSlug app, @Nullable String externalUserId, String identityId) {
    return identities.find(workspace, app, externalUserId, identityId);
  }

  @Override
  public List<AccountId> othersOfIdentity(
      WorkspaceId workspace, AppSlug app, String externalUserId, String identityId, int limit) {
    return identities.others(workspace, app, externalUserId, identityId, limit);
  }

  @Override
  public Page<Listed> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    var oneMore = AccountList.page(workspace, filter, page).fetch(session, page.limit() + 1);
    return Page.of(oneMore, page.limit(), last -> last.account().id().text());
  }

  @Override
  public List<AccountId> ofUser(WorkspaceId workspace, String externalUserId) {
    return session
        .createSelectionQuery(
            """
            select a.id from ConnectedAccountRow a
            where a.workspaceId = :workspace and a.externalUserId = :user order by a.id
            """,
            UUID.class)
        .setParameter("workspace", workspace.value())
        .setParameter("user", externalUserId)
        .getResultStream()
        .map(AccountId::new)
        .toList();
  }

  @Override
  public boolean updateLabels(ConnectedAccount account) {
    return statements.updateLabels(account);
  }

  @Override
  public boolean advance(ConnectedAccount account, CredentialGeneration child) {
    long parent = Objects.requireNonNull(child.parent(), "parent");
    // Decides who advances, and holds the account's row until the unit of work ends.
    if (!statements.advance(account, parent, child.generation())) {
      return false;
    }
    session
        .createMutationQuery(FORGET_GRANDPARENTS)
        .setParameter("workspace", account.workspace().value())
        .setParameter("account", account.id().value())
        .setParameter("parent", parent)
        .executeUpdate();
    session.insert(CredentialRow.of(child));
    settle(account);
    return true;
  }

  private void settle(ConnectedAccount account) {
    jdbc.update(
        SETTLE,
        statement ->
            new Parameters(statement)
                .id(account.workspace().value())
                .id(account.id().value())
                .id(account.workspace().value())
                .id(account.id().value()));
  }

  @Override
  public boolean updateStatus(ConnectedAccount seen, AccountStatus status) {
    return session
            .createMutationQuery(
                """
                update ConnectedAccountRow a set a.status = :status, a.statusReason = :reason,
                  a.oauthError = :error, a.statusSince = :since, a.updatedAt = :since
                where a.generation = :generation and a.status <> :status
                  and (a.status in (ACTIVE, DEGRADED) or :dead = true)
                  and (a.statusReason is null or a.statusReason <> REVOKED_BY_OPERATOR) and
                """
                    + THIS)
            .setParameter("status", status.state())
            .setParameter("reason", status.reason())
            .setParameter("error", status.oauthError())
            .setParameter("since", status.since())
            .setParameter("generation", seen.generation())
            .setParameter("dead", !seen.status().isUsable())
            .setParameter("workspace", seen.workspace().value())
            .setParameter("id", seen.id().value())
            .executeUpdate()
        == 1;
  }

  @Override
  public boolean sharesGrant(ConnectedAccount account, OAuthClientId client, String identityId) {
    return session
        .createSelectionQuery(
            """
            select exists(select 1 from ConnectedAccountRow a
              where a.oauthClient = :client and a.identityId = :identity
              and a.status in (ACTIVE, DEGRADED)
              and not (a.workspaceId = :workspace and a.id = :id))
            """,
            Boolean.class)
        .setParameter("client", client.value())
        .setParameter("identity", identityId)
        .setParameter("workspace", account.workspace().value())
        .setParameter("id", account.id().value())
        .getSingleResult();
  }

  /** A foreign key's check of the row waits for this lock, and this lock for it. */
  @Override
  public boolean hold(WorkspaceId workspace, AccountId id) {
    return session
        .createNativeQuery(
            """
            select id from connected_account where workspace_id = :workspace and id = :id
            for update
            """,
            UUID.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id.value())
        .uniqueResultOptional()
        .isPresent();
  }

  @Override
  public boolean remove(WorkspaceId workspace, AccountId id) {
    return jdbc.update(
            REMOVE,
            statement ->
                new Parameters(statement)
                    .id(workspace.value())
                    .id(id.value())
                    .id(workspace.value())
                    .id(id.value()))
        == 1;
  }

  @Override
  public boolean usesDefinition(WorkspaceId owner, AppSlug slug) {
    return session
        .createNativeQuery(
            """
            select exists(select from connected_account
                where definition_owner = :owner and app = :app)
              or exists(select from authorization_attempt
                where definition_owner = :owner and app = :app and expires_at > clock_timestamp())
            """,
            Boolean.class)
        .setParameter("owner", owner.value())
        .setParameter("app", slug.value())
        .getSingleResult();
  }

  @Override
  public Set<MadeWith> madeWith(WorkspaceId owner, AppSlug slug) {
    return session
        .createNativeQuery(
            """
            select distinct definition_digest, method from connected_account
              where definition_owner = :owner and app = :app
            """,
            Object[].class)
        .setParameter("owner", owner.value())
        .setParameter("app", slug.value())
        .getResultStream()
        .map(
            row ->
                new MadeWith(
                    new DefinitionRef(owner, slug, (String) row[0]),
                    new AuthMethodId((String) row[1])))
        .collect(Collectors.toSet());
  }
}
