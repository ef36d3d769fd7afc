package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.IdempotencyRecords.Entry;
import org.connectedaccounts.domain.credential.Sealed;
import org.jspecify.annotations.Nullable;

/** Taken by SQL alone, since one statement must decide who of two comes first. */
@Entity
@Table(name = "idempotency_record")
@IdClass(IdempotencyRow.Key.class)
class IdempotencyRow {

  record Key(UUID workspaceId, String scope, String key) {

    static Key of(IdempotencyRecords.Key key) {
      return new Key(key.workspace().value(), key.scope(), key.key());
    }
  }

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  @Id String scope;

  @Id String key;

  String fingerprint;

  @Nullable Integer status;

  byte @Nullable [] body;

  @Column(name = "body_key")
  @Nullable UUID bodyKey;

  IdempotencyRow take(int answered, Sealed sealed) {
    status = answered;
    body = sealed.ciphertext();
    bodyKey = sealed.dataKey();
    return this;
  }

  Entry toDomain() {
    return new Entry(fingerprint, status, SealedColumns.sealed(body, bodyKey));
  }
}
