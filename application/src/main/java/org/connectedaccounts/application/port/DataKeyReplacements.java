package org.connectedaccounts.application.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** How far a rotation of data keys is. */
public interface DataKeyReplacements {

  /**
   * The key that encrypts for a workspace, is older than the rotation and has no successor; nobody
   * else gets it until the unit of work ends.
   */
  Optional<DataKey> holdNext(KeyRotationId id);

  /** Every replica may open it from now on, and none seals with it yet. */
  void publish(DataKey next);

  /**
   * A published key whose turn it is to encrypt; nobody else gets it until the unit of work ends.
   *
   * @param known how long ago it must have been published
   */
  Optional<DataKey> holdPublished(KeyRotationId id, Duration known);

  /** From now on this one, which was published, encrypts, and the one before still decrypts. */
  void replace(DataKey published);

  /**
   * Keys that were replaced, and under which there may be values that are not yet sealed anew.
   *
   * @param settled how long ago their successor must have taken over
   */
  List<DataKey> replaced(KeyRotationId id, Duration settled);

  /** Nothing is sealed with it any more. */
  void emptied(DataKey key);

  /** Leaves a key with what is sealed with it, for this rotation. */
  void failed(KeyRotationId id, DataKey key);

  /** Leaves a workspace as it is, for this rotation, without the key that was published. */
  void failed(KeyRotationId id, WorkspaceId workspace);

  /** Destroys keys that have been empty for so long, and are. */
  void destroyEmpty(Duration since);
}
