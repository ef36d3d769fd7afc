package org.connectedaccounts.application.port;

import org.connectedaccounts.domain.workspace.WorkspaceId;

/** Gives a workspace the keys it encrypts with, and takes them for ever. */
public interface DataKeyRing {

  /**
   * Makes the key-encryption key of a workspace that does not exist yet, and a first data key to be
   * added in the unit of work that adds the workspace.
   */
  DataKeys.DataKey begin(WorkspaceId workspace);

  /**
   * Makes key-encryption key and first data key, where they are missing. Outside a unit of work.
   */
  void prepare(WorkspaceId workspace);

  /** A data key to be published in the place of the one that encrypts, which must open. */
  DataKeys.DataKey renew(DataKeys.DataKey encrypting);

  /** Fails unless a data key opens where the key-encryption keys are, now. */
  void verify(DataKeys.DataKey key);

  /**
   * Forgets the opened data keys and destroys the key-encryption key: nothing of the workspace
   * opens again.
   */
  void shred(WorkspaceId workspace);
}
