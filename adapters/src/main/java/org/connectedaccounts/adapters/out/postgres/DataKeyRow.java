package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.DataKeys.State;
import org.connectedaccounts.domain.workspace.WorkspaceId;

@Entity
@Table(name = "data_key")
@IdClass(RowKey.class)
class DataKeyRow {

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id UUID id;

  @Enumerated(EnumType.STRING)
  State state;

  byte[] wrapped;

  @Column(name = "wrapped_by")
  String wrappedBy;

  static DataKeyRow of(DataKey key) {
    var row = new DataKeyRow();
    row.workspaceId = key.workspace().value();
    row.id = key.id();
    row.state = key.state();
    row.wrapped = key.wrapped();
    row.wrappedBy = key.wrappedBy();
    return row;
  }

  DataKey toDomain() {
    return new DataKey(new WorkspaceId(workspaceId), id, state, wrapped, wrappedBy);
  }
}
