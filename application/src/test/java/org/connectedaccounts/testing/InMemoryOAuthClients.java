package org.connectedaccounts.testing;

import static java.util.Comparator.comparing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClient.Former;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link OAuthClients} in memory; looks at accounts and attempts where their doubles keep them. */
public final class InMemoryOAuthClients implements OAuthClients {

  private final InMemoryTables tables;
  private final Map<RowKey, OAuthClient> rows;
  private final Map<String, Edition> editions;

  public InMemoryOAuthClients(InMemoryTables tables) {
    this.tables = tables;
    this.rows = tables.table("oauth_client");
    this.editions = tables.table("operator_client_version");
  }

  @Override
  public void hold(WorkspaceId owner) {
    // Units of work run one after the other.
  }

  @Override
  public Optional<OAuthClient> findCurrent(WorkspaceId owner, AppSlug app) {
    return rows.values().stream().filter(row -> row.current() && isOf(row, owner, app)).findFirst();
  }

  @Override
  public Optional<OAuthClient> find(WorkspaceId owner, OAuthClientId id) {
    return Optional.ofNullable(rows.get(RowKey.of(owner, id.value())));
  }

  @Override
  public Optional<OAuthClient> findFor(WorkspaceId workspace, OAuthClientId id) {
    return find(workspace, id).or(() -> find(WorkspaceId.OPERATOR, id));
  }

  @Override
  public List<OAuthClient> list(WorkspaceId owner) {
    return rows.values().stream()
        .filter(row -> row.current() && row.owner().equals(owner))
        .sorted(comparing(row -> row.app().value()))
        .toList();
  }

  @Override
  public void add(OAuthClient client) {
    rows.replaceAll(
        (_, row) -> isOf(row, client.owner(), client.app()) ? with(row, row, false) : row);
    if (rows.putIfAbsent(keyOf(client), with(client, client, true)) != null) {
      throw new IllegalStateException("There is a client with this id");
    }
  }

  @Override
  public boolean update(OAuthClient client, int secretVersion) {
    return change(client, secretVersion, row -> with(row, client, row.current()));
  }

  @Override
  public boolean updateHealth(OAuthClient client) {
    return change(client, client.secretVersion(), row -> row.withHealth(client.health()));
  }

  private boolean change(OAuthClient client, int version, UnaryOperator<OAuthClient> change) {
    return tables.atomically(
        () -> {
          OAuthClient row = rows.get(keyOf(client));
          boolean applies = row != null && row.secretVersion() == version;
          if (row != null && applies) {
            rows.put(keyOf(client), change.apply(row));
          }
          return applies;
        });
  }

  @Override
  public Map<AppSlug, Edition> notedEditions() {
    Map<AppSlug, Edition> noted = new HashMap<>();
    editions.forEach((app, edition) -> noted.put(new AppSlug(app), edition));
    return noted;
  }

  @Override
  public boolean noteEdition(AppSlug app, Edition before, Edition now) {
    if (!editions.getOrDefault(app.value(), Edition.NONE).equals(before)) {
      return false;
    }
    editions.put(app.value(), now);
    return true;
  }

  @Override
  public void forgetEdition(AppSlug app) {
    editions.remove(app.value());
  }

  @Override
  public void forgetFormerSecrets() {
    rows.replaceAll((_, row) -> isOver(row.former()) ? withoutFormer(row) : row);
  }

  private boolean isOver(@Nullable Former former) {
    return former != null && !former.until().isAfter(tables.now());
  }

  private static OAuthClient withoutFormer(OAuthClient row) {
    return new OAuthClient(
        row.owner(),
        row.id(),
        row.app(),
        row.clientId(),
        row.secret(),
        row.secretVersion(),
        null,
        row.scopes(),
        row.health(),
        row.current(),
        row.updatedAt());
  }

  @Override
  public boolean remove(WorkspaceId owner, OAuthClientId id) {
    return rows.remove(RowKey.of(owner, id.value())) != null;
  }

  @Override
  public long countAccounts(WorkspaceId workspace, OAuthClientId id) {
    return InMemoryConnectedAccounts.all(tables)
        .filter(account -> id.equals(account.origin().client()))
        .filter(
            account ->
                workspace.equals(WorkspaceId.OPERATOR) || workspace.equals(account.workspace()))
        .count();
  }

  @Override
  public void removeUnused(WorkspaceId owner, AppSlug app) {
    rows.values()
        .removeIf(
            row ->
                isOf(row, owner, app)
                    && !row.current()
                    && countAccounts(WorkspaceId.OPERATOR, row.id()) == 0
                    && !hasOpenAttempt(row.id()));
  }

  private boolean hasOpenAttempt(OAuthClientId id) {
    return InMemoryConnectSessions.open(tables)
        .map(AuthorizationAttempt::authorization)
        .anyMatch(request -> request != null && request.client().equals(id));
  }

  private static boolean isOf(OAuthClient row, WorkspaceId owner, AppSlug app) {
    return row.owner().equals(owner) && row.app().equals(app);
  }

  private static RowKey keyOf(OAuthClient client) {
    return RowKey.of(client.owner(), client.id().value());
  }

  /** What can change is from {@code next}; what cannot, from {@code row}. */
  private static OAuthClient with(OAuthClient row, OAuthClient next, boolean current) {
    return new OAuthClient(
        row.owner(),
        row.id(),
        row.app(),
        row.clientId(),
        next.secret(),
        next.secretVersion(),
        next.former(),
        next.scopes(),
        next.health(),
        current,
        next.updatedAt());
  }
}
