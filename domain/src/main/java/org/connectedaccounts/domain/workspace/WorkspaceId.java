package org.connectedaccounts.domain.workspace;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of a workspace, the tenant. Every row and every port call carries it. */
public record WorkspaceId(UUID value) {

  /** The operator, who owns the default OAuth clients; nobody can act inside it as a tenant. */
  public static final WorkspaceId OPERATOR = new WorkspaceId(new UUID(0, 0));

  private static final String PREFIX = "ws";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<WorkspaceId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(WorkspaceId::new);
  }

  /** The id as clients see it: {@code ws_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
