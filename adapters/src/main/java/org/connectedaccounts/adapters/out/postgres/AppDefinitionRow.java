package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** Written by SQL alone, since a definition is added or replaced in one step. */
@Entity
@Table(name = "app_definition")
@IdClass(AppDefinitionRow.Key.class)
class AppDefinitionRow {

  record Key(UUID workspaceId, String slug) {}

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id String slug;

  String document;
}
