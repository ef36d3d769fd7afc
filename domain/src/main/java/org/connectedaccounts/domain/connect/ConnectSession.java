package org.connectedaccounts.domain.connect;

import java.time.Instant;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** A short-lived permission for one end user to connect one account, or to manage theirs. */
public record ConnectSession(
    WorkspaceId workspace,
    SessionId id,
    SessionRequest request,
    SessionProgress progress,
    Instant createdAt,
    Instant expiresAt) {

  public boolean isExpiredAt(Instant now) {
    return !now.isBefore(expiresAt);
  }

  public ConnectSession at(SessionProgress next) {
    return new ConnectSession(workspace, id, request, next, createdAt, expiresAt);
  }
}
