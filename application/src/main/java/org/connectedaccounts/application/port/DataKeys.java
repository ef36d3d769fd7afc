package org.connectedaccounts.application.port;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** The workspaces' data keys, wrapped by keys that live outside the store. */
public interface DataKeys {

  /** Which one encrypts; one that is published will, once every replica has opened it. */
  enum State {
    PUBLISHED,
    ENCRYPT,
    DECRYPT_ONLY
  }

  /**
   * @param wrappedBy which version of the key-encryption key wrapped it
   */
  record DataKey(WorkspaceId workspace, UUID id, State state, byte[] wrapped, String wrappedBy) {}

  /** Fails if it shall encrypt and the workspace has one that does. */
  void add(DataKey key);

  Optional<DataKey> find(WorkspaceId workspace, UUID id);

  /**
   * Whether any was wrapped by a version that looks like this.
   *
   * @param versions a regular expression, of what all dialects have in common
   */
  boolean anyWrapped(String versions);

  /** The one in state ENCRYPT. */
  Optional<DataKey> findEncrypting(WorkspaceId workspace);

  /** The one in state PUBLISHED. */
  Optional<DataKey> findPublished(WorkspaceId workspace);
}
