package org.connectedaccounts.application.port;

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

  /** What is done to a workspace, in this order. */
  enum Step {
    /** Its data keys are wrapped by a new version. */
    REWRAP,
    /** Versions before that one open nothing any more. Only where the first is done. */
    RETIRE
  }

  /** One that is under way. */
  record Running(KeyRotationId id, KeyRotation.Keys keys) {}

  /** Begins one; false if one is under way. */
  boolean start(KeyRotationId id, KeyRotation.Keys keys);

  Optional<KeyRotation> find(KeyRotationId id);

  Optional<Running> findRunning();

  /**
   * A workspace that has this step before it and that nobody else holds; held from now on. The
   * operator's own is rewrapped before all others, and none is retired as soon as it is rewrapped.
   */
  Optional<WorkspaceId> holdNext(KeyRotationId id, Step step);

  List<DataKeys.DataKey> dataKeys(WorkspaceId workspace);

  void rewrapped(KeyRotationId id, DataKeys.DataKey key);

  void retired(KeyRotationId id, WorkspaceId workspace);

  /** Leaves a workspace as it is, for this rotation, unless it is rewrapped already. */
  void failed(KeyRotationId id, WorkspaceId workspace);

  /** Ends it if nothing is left to do. */
  boolean finish(Running rotation);
}
