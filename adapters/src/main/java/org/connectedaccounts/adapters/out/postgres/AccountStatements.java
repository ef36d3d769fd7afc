package org.connectedaccounts.adapters.out.postgres;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;
import org.jspecify.annotations.Nullable;

/** The statements that write some columns of an account's row, and not others. */
final class AccountStatements {

  /** What people change, and what is written behind: a refresh must not put these back. */
  private static final Set<String> NOT_ADVANCED =
      Set.of(
          "workspaceId",
          "id",
          "app",
          "externalUserId",
          "shared",
          "nickname",
          "metadata",
          "createdAt",
          "lastUsedAt");

  private static final List<String> LABELS =
      List.of("nickname", "externalUserId", "shared", "metadata", "updatedAt");

  private static final String THIS = " where a.workspaceId = :workspaceId and a.id = :id";

  private final StatelessSession session;

  AccountStatements(StatelessSession session) {
    this.session = session;
  }

  /** False if the account is not of the parent's generation any more. */
  boolean advance(ConnectedAccount account, long parent, long generation) {
    var values = ConnectedAccountRow.of(account.withGeneration(generation)).values();
    var written = values.keySet().stream().filter(name -> !NOT_ADVANCED.contains(name)).toList();
    var query =
        session
            .createMutationQuery(update(written) + " and a.generation = :parent")
            .setParameter("parent", parent);
    return withKey(query, values, written) == 1;
  }

  boolean updateLabels(ConnectedAccount account) {
    var values = ConnectedAccountRow.of(account).values();
    return withKey(session.createMutationQuery(update(LABELS)), values, LABELS) == 1;
  }

  private static String update(List<String> names) {
    return names.stream()
            .map(name -> "a." + name + " = :" + name)
            .collect(Collectors.joining(", ", "update ConnectedAccountRow a set ", ""))
        + THIS;
  }

  private static int withKey(
      MutationQuery query, Map<String, @Nullable Object> values, Iterable<String> names) {
    query.setParameter("workspaceId", values.get("workspaceId"));
    query.setParameter("id", values.get("id"));
    return with(query, values, names);
  }

  private static int with(
      MutationQuery query, Map<String, @Nullable Object> values, Iterable<String> names) {
    names.forEach(name -> query.setParameter(name, values.get(name)));
    return query.executeUpdate();
  }
}
