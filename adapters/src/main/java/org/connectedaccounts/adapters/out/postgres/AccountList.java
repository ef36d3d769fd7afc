package org.connectedaccounts.adapters.out.postgres;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.ConnectedAccounts.Filter;
import org.connectedaccounts.application.port.ConnectedAccounts.Listed;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/**
 * The query for a page of accounts, with by how many workflows each is used and what their steps
 * need.
 */
final class AccountList {

  // No scope has a blank in it (RFC 6749, 3.3).
  private static final String SELECT =
      """
      select a, (select count(distinct l.workflowId) from StepLinkRow l
        where l.workspaceId = a.workspaceId and l.accountId = a.id),
        (select listagg(array_to_string(l.scopes, ' '), ' ') from StepLinkRow l
          where l.workspaceId = a.workspaceId and l.accountId = a.id)
      from ConnectedAccountRow a where
      """;
  private static final String TEXT =
      """
      (a.nickname ilike :text escape '!' or a.identityName ilike :text escape '!'
        or a.identityEmail ilike :text escape '!' or a.identityId ilike :text escape '!'
        or a.app ilike :text escape '!')
      """;

  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> values = new HashMap<>();

  private AccountList(WorkspaceId workspace) {
    require("a.workspaceId = :workspace", "workspace", workspace.value());
  }

  static AccountList of(WorkspaceId workspace, Collection<AccountId> ids) {
    var query = new AccountList(workspace);
    query.require("a.id in :ids", "ids", ids.stream().map(AccountId::value).toList());
    return query;
  }

  static AccountList page(WorkspaceId workspace, Filter filter, PageRequest page) {
    var query = new AccountList(workspace);
    var app = filter.app();
    query.require("a.app = :app", "app", app == null ? null : app.value());
    var within = filter.within().stream().map(AppSlug::value).toList();
    query.require("a.app in :within", "within", within.isEmpty() ? null : within);
    var among = filter.among().stream().map(AccountId::value).toList();
    query.require("a.id in :among", "among", among.isEmpty() ? null : among);
    query.require("a.externalUserId = :owner", "owner", filter.externalUserId());
    query.require(
        "(a.shared or a.externalUserId is null or a.externalUserId = :user)",
        "user",
        filter.usableBy());
    query.require("a.status = :status", "status", filter.status());
    query.require(TEXT, "text", pattern(filter.text()));
    query.require(
        "a.id < :after",
        "after",
        page.position(AccountId::parse).map(AccountId::value).orElse(null));
    return query;
  }

  private void require(String condition, String parameter, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.put(parameter, value);
    }
  }

  private static @Nullable String pattern(@Nullable String text) {
    return text == null
        ? null
        : "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }

  List<Listed> fetch(SharedSessionContract session, int limit) {
    var hql = SELECT + String.join(" and ", conditions) + " order by a.id desc";
    var query = session.createSelectionQuery(hql, Object[].class).setMaxResults(limit);
    values.forEach(query::setParameter);
    return query.getResultList().stream()
        .map(
            row ->
                new Listed(
                    ((ConnectedAccountRow) row[0]).toDomain(),
                    (Long) row[1],
                    scopes((String) row[2])))
        .toList();
  }

  /**
   * @param all null where nothing links to the account
   */
  private static List<String> scopes(@Nullable String all) {
    return all == null
        ? List.of()
        : Arrays.stream(all.split(" ", -1))
            .filter(each -> !each.isEmpty())
            .distinct()
            .sorted()
            .toList();
  }
}
