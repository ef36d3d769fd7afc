package org.connectedaccounts.adapters.out.postgres;

import java.sql.SQLException;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Which accounts a revocation has, as a condition on {@code connected_account a}. */
final class RevocationSelection {

  static final String SQL =
      """
      a.workspace_id = ? and (?::text is null or a.app = ?)
        and (?::text is null or a.external_user_id = ?)
        and (?::timestamptz is null or coalesce(a.connected_at, a.created_at) < ?)
      """;

  private RevocationSelection() {}

  static Parameters bind(Parameters parameters, WorkspaceId workspace, Selection selection)
      throws SQLException {
    String app = selection.app() == null ? null : selection.app().value();
    return parameters
        .id(workspace.value())
        .text(app)
        .text(app)
        .text(selection.externalUserId())
        .text(selection.externalUserId())
        .time(selection.connectedBefore())
        .time(selection.connectedBefore());
  }
}
