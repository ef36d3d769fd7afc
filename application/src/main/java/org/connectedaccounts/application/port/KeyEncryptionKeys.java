package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * One key-encryption key per workspace, kept outside the store and its backups. Destroying it makes
 * all that the workspace stored unreadable, in every copy.
 */
public interface KeyEncryptionKeys {

  /**
   * @param version names the key version, so that a later rotation knows what is left to rewrap
   */
  record Wrapped(byte[] bytes, String version) {}

  /** Makes the workspace's key; does nothing if there is one. */
  void create(WorkspaceId workspace);

  Wrapped wrap(WorkspaceId workspace, byte[] dataKey);

  byte[] unwrap(WorkspaceId workspace, Wrapped wrapped);

  /** For ever. */
  void destroy(WorkspaceId workspace);
}
