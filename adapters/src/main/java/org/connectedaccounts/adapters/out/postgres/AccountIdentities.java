package org.connectedaccounts.adapters.out.postgres;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Which accounts are the same identity at an app. */
final class AccountIdentities {

  private final StatelessSession session;

  AccountIdentities(StatelessSession session) {
    this.session = session;
  }

  /**
   * Two that add the same identity wait here for each other. The unique index would end the second
   * one's unit of work instead of answering it.
   */
  boolean isTaken(ConnectedAccount account, String identityId) {
    var user = account.owner().externalUserId();
    hold(List.of(account.workspace(), account.app(), Optional.ofNullable(user), identityId));
    return find(account.workspace(), account.app(), user, identityId).isPresent();
  }

  Optional<ConnectedAccount> find(
      WorkspaceId workspace, AppSlug app, @Nullable String externalUserId, String identityId) {
    return session
        .createSelectionQuery(
            """
            from ConnectedAccountRow a where a.workspaceId = :workspace and a.app = :app
              and coalesce(a.externalUserId, '') = :user and a.identityId = :identity
            """,
            ConnectedAccountRow.class)
        .setParameter("workspace", workspace.value())
        .setParameter("app", app.value())
        .setParameter("user", externalUserId == null ? "" : externalUserId)
        .setParameter("identity", identityId)
        .uniqueResultOptional()
        .map(ConnectedAccountRow::toDomain);
  }

  /**
   * The lock is a statement of its own: one that waited would still see what was there before. It
   * is taken before that of {@link #isTaken}, by everybody. Ordered by id alone, PostgreSQL would
   * walk through all accounts of the workspace where it believes that many have the identity.
   */
  List<AccountId> others(
      WorkspaceId workspace, AppSlug app, String externalUserId, String identityId, int limit) {
    hold(List.of(workspace, app, identityId));
    return session
        .createSelectionQuery(
            """
            select a.id from ConnectedAccountRow a
            where a.workspaceId = :workspace and a.app = :app and a.identityId = :identity
              and a.externalUserId <> :user
            order by a.createdAt, a.id
            """,
            UUID.class)
        .setParameter("workspace", workspace.value())
        .setParameter("app", app.value())
        .setParameter("identity", identityId)
        .setParameter("user", externalUserId)
        .setMaxResults(limit)
        .getResultStream()
        .map(AccountId::new)
        .toList();
  }

  /** Until the transaction ends, over all replicas. */
  private void hold(List<?> key) {
    session
        .createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:key, 0))", Object.class)
        .setParameter("key", key.toString())
        .getSingleResult();
  }
}
