package org.connectedaccounts.application.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * How far rotations are, workspace by workspace. Whoever works on one holds a workspace until the
 * unit of work ends, and others get others: so many replicas can work, and any may stop.
 */
public interface KeyRotations {

  /** One that is under way. */
  record Running(KeyRotationId id, KeyRotation.Keys keys) {}

  /** Begins one; false if one is under way. */
  boolean start(KeyRotationId id, KeyRotation.Keys keys);

  Optional<KeyRotation> find(KeyRotationId id);

  /** The newest first. */
  Page<KeyRotation> list(PageRequest page);

  Optional<Running> findRunning();

  /**
   * A workspace whose data keys are not yet rewrapped and that nobody else holds; held from now on.
   * The operator's own comes before all others.
   */
  Optional<WorkspaceId> holdToRewrap(KeyRotationId id);

  /**
   * A workspace that was rewrapped, and whose former versions are not yet retired; held from now
   * on.
   *
   * @param since how long ago it must have been rewrapped
   */
  Optional<WorkspaceId> holdToRetire(KeyRotationId id, Duration since);

  /** Those of a workspace that the rotation has rewrapped, as they are, held by nobody. */
  List<DataKeys.DataKey> rewrapped(KeyRotationId id, WorkspaceId workspace);

  /** All of a workspace that is held. */
  List<DataKeys.DataKey> dataKeys(WorkspaceId workspace);

  void rewrapped(KeyRotationId id, DataKeys.DataKey key);

  void retired(KeyRotationId id, WorkspaceId workspace);

  /** Leaves a workspace as it is, for this rotation, unless it is rewrapped already. */
  void failed(KeyRotationId id, WorkspaceId workspace);

  /** Leaves a workspace that is rewrapped with its former versions, unless they are retired. */
  void notRetired(KeyRotationId id, WorkspaceId workspace);

  /** Ends it if nothing is left to do. */
  boolean finish(Running rotation);
}
