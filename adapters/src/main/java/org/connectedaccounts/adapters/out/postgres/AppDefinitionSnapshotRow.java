package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.connectedaccounts.domain.app.DefinitionRef;

/** Written by SQL alone, since keeping one that is kept already must do nothing. */
@Entity
@Table(name = "app_definition_snapshot")
@IdClass(AppDefinitionSnapshotRow.Key.class)
class AppDefinitionSnapshotRow {

  record Key(UUID workspaceId, String slug, String digest) {

    static Key of(DefinitionRef ref) {
      return new Key(ref.owner().value(), ref.slug().value(), ref.digest());
    }
  }

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id String slug;

  @Id String digest;

  String document;
}
