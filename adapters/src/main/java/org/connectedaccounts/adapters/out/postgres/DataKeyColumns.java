package org.connectedaccounts.adapters.out.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Reads a row of data_key. */
final class DataKeyColumns {

  private DataKeyColumns() {}

  static DataKey dataKey(ResultSet row) throws SQLException {
    return new DataKey(
        new WorkspaceId(row.getObject("workspace_id", UUID.class)),
        row.getObject("id", UUID.class),
        DataKeys.State.valueOf(row.getString("state")),
        row.getBytes("wrapped"),
        row.getString("wrapped_by"));
  }
}
