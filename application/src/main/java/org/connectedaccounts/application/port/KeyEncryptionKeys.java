package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * One key-encryption key per workspace, kept outside the store and its backups. Destroying it makes
 * all that the workspace stored unreadable, in every copy.
 */
public interface KeyEncryptionKeys {

  /**
   * @param version names the key version, so that a later rotation knows what is left to rewrap
   */
  record Wrapped(byte[] bytes, String version) {}

  /**
   * The key is not where keys are kept: the workspace was destroyed, or another installation's keys
   * stand in their place. The message says so to an operator.
   */
  final class NoSuchKey extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public NoSuchKey(String message) {
      super(message);
    }
  }

  /**
   * The place where keys are kept does not answer, or not now. Nothing is lost by it; the message
   * says to an operator what to look at.
   */
  final class Unreachable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Makes the workspace's key; does nothing if there is one. */
  void create(WorkspaceId workspace);

  /**
   * @throws NoSuchKey if the workspace has none
   */
  Wrapped wrap(WorkspaceId workspace, byte[] dataKey);

  /**
   * @throws NoSuchKey if the version that wrapped is gone
   */
  byte[] unwrap(WorkspaceId workspace, Wrapped wrapped);

  /** Makes a new version, which wraps from now on; the first where there is none. */
  void rotate(WorkspaceId workspace);

  /**
   * What was wrapped by a version before this one does not unwrap any more.
   *
   * @param version that wraps now, or later did
   */
  void retire(WorkspaceId workspace, String version);

  /** For ever. */
  void destroy(WorkspaceId workspace);
}
