package org.connectedaccounts.adapters.out.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.connectedaccounts.application.port.AuditTrail.Filter;
import org.connectedaccounts.application.port.AuditTrail.Place;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** The statement for a filter. It has only what is asked for, so that each finds its index. */
final class AuditQuery {

  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  AuditQuery(WorkspaceId workspace, Place before, Filter filter) {
    and("workspace_id = ?", workspace.value());
    conditions.add("(at, id) < (?, ?)");
    values.add(offset(before.at()));
    values.add(before.id());
    and("at >= ?", time(filter.since()));
    and("at < ?", time(filter.until()));
    AccountId account = filter.account();
    and("accounts @> array[?::uuid]", account == null ? null : account.value());
    and("actor_id = ?", filter.actor());
    and("action = ?", filter.action());
    and("targets @> array[?::text]", filter.target());
    and("external_user_id = ?", filter.user());
    and("request_id = ?", filter.request());
  }

  /** Its last place is for how many. */
  String sql() {
    return "select * from audit_entry where %s order by at desc, id desc limit ?"
        .formatted(String.join(" and ", conditions));
  }

  List<Object> values() {
    return values;
  }

  private void and(String condition, @Nullable Object value) {
    if (value != null) {
      conditions.add(condition);
      values.add(value);
    }
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant time) {
    return time == null ? null : offset(time);
  }

  private static OffsetDateTime offset(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
