package org.connectedaccounts.application.port;

import java.util.Set;
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

  /** What was wrapped does not unwrap with the keys that there are. */
  abstract sealed class Lost extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private Lost(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** It was changed, is another workspace's, or is of a version that was retired. */
  final class DoesNotOpen extends Lost {
    private static final long serialVersionUID = 1L;

    public DoesNotOpen(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The key is not where keys are kept: the workspace was destroyed, or another installation's keys
   * stand in their place. The message says so to an operator.
   */
  final class NoSuchKey extends Lost {
    private static final long serialVersionUID = 1L;

    public NoSuchKey(String message) {
      super(message, null);
    }
  }

  /**
   * The place where keys are kept does not answer, or not now. Nothing is lost by it; the message
   * says to an operator what to look at.
   */
  sealed class Unreachable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public Unreachable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Not within the time that this caller had left: another one may have an answer. */
  final class OutOfTime extends Unreachable {
    private static final long serialVersionUID = 1L;

    public OutOfTime(String message, @Nullable Throwable cause) {
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
   * @throws DoesNotOpen if it is there and does not unwrap this
   */
  byte[] unwrap(WorkspaceId workspace, Wrapped wrapped);

  /**
   * Makes a new version, which wraps from now on. If the current one has wrapped none of what is
   * there, it is new enough: a rotation that is tried again makes no second one.
   *
   * @param inUse versions that wrapped what is there
   * @throws NoSuchKey if there is no key where versions in use should be
   */
  void rotate(WorkspaceId workspace, Set<String> inUse);

  /**
   * What was wrapped by a version before this one does not unwrap any more.
   *
   * @param version that wraps now, or later did
   */
  void retire(WorkspaceId workspace, String version);

  /** For ever. */
  void destroy(WorkspaceId workspace);
}
