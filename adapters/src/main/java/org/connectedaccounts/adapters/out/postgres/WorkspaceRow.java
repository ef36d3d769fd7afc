package org.connectedaccounts.adapters.out.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.domain.workspace.SharedIdentities;
import org.connectedaccounts.domain.workspace.Workspace;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "workspace")
class WorkspaceRow {

  @Id
  @Column(name = "workspace_id")
  UUID workspaceId;

  String name;

  @Column(name = "logo_url")
  @Nullable String logoUrl;

  @Column(name = "accent_color")
  @Nullable String accentColor;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "return_urls")
  String[] returnUrls;

  @JdbcTypeCode(SqlTypes.ARRAY)
  @Column(name = "allowed_origins")
  String[] allowedOrigins;

  @Column(name = "browser_bound")
  boolean browserBound;

  @Enumerated(EnumType.STRING)
  @Column(name = "shared_identities")
  SharedIdentities sharedIdentities;

  @Column(name = "created_at")
  Instant createdAt;

  static WorkspaceRow of(Workspace workspace) {
    var row = new WorkspaceRow();
    row.workspaceId = workspace.id().value();
    row.createdAt = workspace.createdAt();
    return row.take(workspace);
  }

  WorkspaceRow take(Workspace workspace) {
    name = workspace.name();
    logoUrl = workspace.logoUrl();
    accentColor = workspace.accentColor();
    returnUrls = workspace.returnUrls().toArray(String[]::new);
    allowedOrigins = workspace.allowedOrigins().toArray(String[]::new);
    browserBound = workspace.browserBound();
    sharedIdentities = workspace.sharedIdentities();
    return this;
  }

  Workspace toDomain() {
    return new Workspace(
        new WorkspaceId(workspaceId),
        name,
        logoUrl,
        accentColor,
        List.of(returnUrls),
        List.of(allowedOrigins),
        browserBound,
        sharedIdentities,
        createdAt);
  }
}
