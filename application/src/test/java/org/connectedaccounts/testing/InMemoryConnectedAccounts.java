package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link ConnectedAccounts} in memory. */
public final class InMemoryConnectedAccounts implements ConnectedAccounts {

  /**
   * @param connectedAt when the user has last connected
   */
  private record Row(ConnectedAccount account, CredentialGeneration current, Instant connectedAt) {}

  private final InMemoryTables tables;
  private final Map<RowKey, Row> rows;

  public InMemoryConnectedAccounts(InMemoryTables tables) {
    this.tables = tables;
    this.rows = rows(tables);
  }

  private static Map<RowKey, Row> rows(InMemoryTables tables) {
    return tables.table("connected_account");
  }

  /** The accounts of all workspaces, for other doubles. */
  static Stream<ConnectedAccount> all(InMemoryTables tables) {
    return rows(tables).values().stream().map(Row::account);
  }

  @Override
  public boolean add(ConnectedAccount account, CredentialGeneration first) {
    return tables.atomically(
        () -> {
          var identity = account.identity();
          if (identity != null
              && findByIdentity(
                      account.workspace(),
                      account.app(),
                      account.owner().externalUserId(),
                      identity.id())
                  .isPresent()) {
            return false;
          }
          rows.put(key(account), new Row(account, first, account.times().updatedAt()));
          return true;
        });
  }

  @Override
  public Optional<ConnectedAccount> find(WorkspaceId workspace, AccountId id) {
    return row(workspace, id).map(Row::account);
  }

  @Override
  public Optional<Listed> findListed(WorkspaceId workspace, AccountId id) {
    return find(workspace, id).map(this::listed);
  }

  @Override
  public List<Listed> findListed(WorkspaceId workspace, Collection<AccountId> ids) {
    return of(workspace).filter(account -> ids.contains(account.id())).map(this::listed).toList();
  }

  @Override
  public Optional<WithCredential> findWithCredential(WorkspaceId workspace, AccountId id) {
    return row(workspace, id)
        .map(row -> new WithCredential(row.account(), row.current(), tables.now()));
  }

  @Override
  public Map<AccountId, WithCredential> findWithCredentials(
      WorkspaceId workspace, Collection<AccountId> ids) {
    var found = new HashMap<AccountId, WithCredential>();
    ids.forEach(id -> findWithCredential(workspace, id).ifPresent(each -> found.put(id, each)));
    return found;
  }

  @Override
  public Optional<ConnectedAccount> findByIdentity(
      WorkspaceId workspace, AppSlug app, @Nullable String externalUserId, String identityId) {
    return of(workspace)
        .filter(
            account ->
                account.app().equals(app)
                    && account.owner().isOf(externalUserId)
                    && hasIdentity(account, identityId))
        .findFirst();
  }

  /** Units of work run one after the other, so that nobody has to wait. */
  @Override
  public List<AccountId> othersOfIdentity(
      WorkspaceId workspace, AppSlug app, String externalUserId, String identityId, int limit) {
    return of(workspace)
        .filter(account -> account.app().equals(app) && hasIdentity(account, identityId))
        .filter(account -> !account.owner().isOf(null) && !account.owner().isOf(externalUserId))
        .map(ConnectedAccount::id)
        .limit(limit)
        .toList();
  }

  @Override
  public Page<Listed> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    var after = page.position(AccountId::parse).map(AccountId::text);
    var newestFirst =
        of(workspace)
            .filter(account -> AccountFilter.fits(account, filter))
            .filter(account -> after.isEmpty() || account.id().text().compareTo(after.get()) < 0)
            .toList()
            .reversed();
    var oneMore = newestFirst.stream().limit(page.limit() + 1L).map(this::listed).toList();
    return Page.of(oneMore, page.limit(), last -> last.account().id().text());
  }

  @Override
  public List<AccountId> ofUser(WorkspaceId workspace, String externalUserId) {
    return of(workspace)
        .filter(account -> account.owner().isOf(externalUserId))
        .map(ConnectedAccount::id)
        .toList();
  }

  @Override
  public boolean updateLabels(ConnectedAccount account) {
    return change(
        account.workspace(),
        account.id(),
        stored ->
            stored
                .withNickname(account.nickname())
                .withOwner(account.owner())
                .withMetadata(account.metadata())
                .withTimes(stored.times().updatedAt(account.times().updatedAt())));
  }

  @Override
  public boolean advance(ConnectedAccount account, CredentialGeneration child) {
    return advance(account, child, _ -> account.times().updatedAt());
  }

  /** As a refresh does, which is no new consent. */
  boolean refresh(ConnectedAccount account, CredentialGeneration child) {
    return find(account.workspace(), account.id())
            .filter(stored -> !stored.status().isTakenOutOfUse())
            .isPresent()
        && advance(account, child, Row::connectedAt);
  }

  /** As a revocation does when nothing is left of the account's credentials. */
  void empty(ConnectedAccount account, CredentialGeneration emptied) {
    if (advance(account, emptied, Row::connectedAt)) {
      change(
          account.workspace(),
          account.id(),
          stored -> stored.withTimes(stored.times().expiring(null, null)));
    }
  }

  /** When its user has last connected. */
  Instant connectedAt(ConnectedAccount account) {
    return row(account.workspace(), account.id()).orElseThrow().connectedAt();
  }

  private boolean advance(
      ConnectedAccount account, CredentialGeneration child, Function<Row, Instant> connectedAt) {
    long parent = Objects.requireNonNull(child.parent(), "parent");
    return tables.atomically(
        () -> {
          var row = row(account.workspace(), account.id()).orElse(null);
          if (row == null || row.account().generation() != parent) {
            return false;
          }
          var stored = row.account();
          var next =
              account
                  .withGeneration(child.generation())
                  .withOwner(stored.owner())
                  .withNickname(stored.nickname())
                  .withMetadata(stored.metadata())
                  .withTimes(advanced(stored.times(), account.times()));
          rows.put(key(account), new Row(next, child, connectedAt.apply(row)));
          InMemoryRefreshAttempts.settle(tables, account.workspace(), account.id());
          InMemoryDueAccounts.forget(tables, account);
          return true;
        });
  }

  private static Times advanced(Times stored, Times next) {
    return new Times(
        stored.createdAt(),
        next.updatedAt(),
        next.lastRefreshedAt(),
        stored.lastUsedAt(),
        next.expiresAt(),
        next.willDieAt(),
        next.upkeep());
  }

  @Override
  public boolean updateStatus(ConnectedAccount seen, AccountStatus status) {
    return tables.atomically(
        () ->
            find(seen.workspace(), seen.id())
                    .filter(stored -> stored.generation() == seen.generation())
                    .filter(stored -> stored.status().state() != status.state())
                    .filter(stored -> stored.status().isUsable() || !seen.status().isUsable())
                    .filter(stored -> !stored.status().isTakenOutOfUse())
                    .isPresent()
                && change(
                    seen.workspace(),
                    seen.id(),
                    stored ->
                        stored
                            .withStatus(status)
                            .withTimes(stored.times().updatedAt(status.since()))));
  }

  @Override
  public boolean sharesGrant(ConnectedAccount account, OAuthClientId client, String identityId) {
    return all(tables)
        .anyMatch(
            other ->
                client.equals(other.origin().client())
                    && hasIdentity(other, identityId)
                    && other.status().isUsable()
                    && !key(other).equals(key(account)));
  }

  @Override
  public boolean hold(WorkspaceId workspace, AccountId id) {
    return row(workspace, id).isPresent();
  }

  @Override
  public boolean remove(WorkspaceId workspace, AccountId id) {
    return tables.atomically(
        () -> {
          InMemoryStepLinks.removeOf(tables, workspace, id);
          InMemoryRefreshAttempts.settle(tables, workspace, id);
          return rows.remove(RowKey.of(workspace, id.value())) != null;
        });
  }

  @Override
  public boolean usesDefinition(WorkspaceId owner, AppSlug slug) {
    return Stream.concat(
            all(tables).map(account -> account.origin().definition()),
            InMemoryConnectSessions.open(tables).map(attempt -> attempt.definition()))
        .anyMatch(definition -> definition.owner().equals(owner) && definition.slug().equals(slug));
  }

  @Override
  public Set<MadeWith> madeWith(WorkspaceId owner, AppSlug slug) {
    return all(tables)
        .map(account -> new MadeWith(account.origin().definition(), account.origin().method()))
        .filter(
            made ->
                made.definition().owner().equals(owner) && made.definition().slug().equals(slug))
        .collect(Collectors.toSet());
  }

  /** What the end of a refresh means for the account. */
  void stand(WorkspaceId workspace, AccountId id, RefreshAttempts.Standing standing) {
    change(
        workspace,
        id,
        stored ->
            stored
                .withStatus(standing.status())
                .withTimes(
                    stored
                        .times()
                        .updatedAt(standing.status().since())
                        .withUpkeep(standing.upkeep())));
  }

  /** Writes the time of last use, unless a later one is known. */
  void markUsed(WorkspaceId workspace, AccountId id, Instant at) {
    change(
        workspace,
        id,
        stored -> {
          var known = stored.times().lastUsedAt();
          return known != null && known.isAfter(at)
              ? stored
              : stored.withTimes(stored.times().usedAt(at));
        });
  }

  boolean change(WorkspaceId workspace, AccountId id, UnaryOperator<ConnectedAccount> change) {
    return tables.atomically(
        () -> {
          var row = row(workspace, id).orElse(null);
          if (row == null) {
            return false;
          }
          rows.put(
              RowKey.of(workspace, id.value()),
              new Row(change.apply(row.account()), row.current(), row.connectedAt()));
          return true;
        });
  }

  private Optional<Row> row(WorkspaceId workspace, AccountId id) {
    return Optional.ofNullable(rows.get(RowKey.of(workspace, id.value())));
  }

  private Stream<ConnectedAccount> of(WorkspaceId workspace) {
    return all(tables).filter(account -> account.workspace().equals(workspace));
  }

  private Listed listed(ConnectedAccount account) {
    return new Listed(
        account,
        InMemoryStepLinks.workflows(tables, account.workspace(), account.id()),
        InMemoryStepLinks.scopes(tables, account.workspace(), account.id()));
  }

  private static boolean hasIdentity(ConnectedAccount account, String identityId) {
    var identity = account.identity();
    return identity != null && identity.id().equals(identityId);
  }

  private static RowKey key(ConnectedAccount account) {
    return RowKey.of(account.workspace(), account.id().value());
  }
}
