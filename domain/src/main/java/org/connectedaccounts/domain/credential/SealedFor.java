package org.connectedaccounts.domain.credential;

import java.util.UUID;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * The one place a ciphertext belongs to; bound as additional data, so that it opens nowhere else.
 *
 * @param kind what sort of thing owns it: {@code account}, {@code attempt}, {@code oauth_client} …
 * @param generation of the owner's secret; 0 where there are no generations
 */
public record SealedFor(
    WorkspaceId workspace, String kind, UUID owner, long generation, String field) {

  public SealedFor field(String other) {
    return new SealedFor(workspace, kind, owner, generation, other);
  }
}
