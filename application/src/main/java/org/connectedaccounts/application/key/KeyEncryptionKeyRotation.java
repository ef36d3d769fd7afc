package org.connectedaccounts.application.key;

import static java.util.stream.Collectors.toSet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.connectedaccounts.application.key.WorkOnKeyRotation.Failed;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Lost;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.KeyRotations.Step;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Wraps data keys with new versions. A workspace is rewrapped with the commit of its rows, and old
 * versions are retired only after that commit.
 */
public final class KeyEncryptionKeyRotation {

  private final KeyRotations rotations;
  private final KeyEncryptionKeys keys;
  private final UnitOfWork unitOfWork;

  public KeyEncryptionKeyRotation(
      KeyRotations rotations, KeyEncryptionKeys keys, UnitOfWork unitOfWork) {
    this.rotations = rotations;
    this.keys = keys;
    this.unitOfWork = unitOfWork;
  }

  void work(KeyRotationId id, Consumer<Failed> failed) {
    for (Step step : Step.values()) {
      boolean more = true;
      while (more) {
        more = next(id, step, failed);
      }
    }
  }

  private boolean next(KeyRotationId id, Step step, Consumer<Failed> failed) {
    var held = new AtomicReference<Optional<WorkspaceId>>(Optional.empty());
    try {
      unitOfWork.run(
          () -> {
            held.set(rotations.holdNext(id, step));
            held.get().ifPresent(workspace -> take(id, step, workspace));
          });
      return held.get().isPresent();
    } catch (Lost lost) {
      WorkspaceId workspace = held.get().orElseThrow(() -> lost);
      unitOfWork.run(() -> rotations.failed(id, workspace));
      failed.accept(new Failed(workspace, String.valueOf(lost.getMessage())));
      return true;
    }
  }

  private void take(KeyRotationId id, Step step, WorkspaceId workspace) {
    List<DataKey> dataKeys = rotations.dataKeys(workspace);
    switch (step) {
      case REWRAP -> rewrap(id, workspace, dataKeys);
      case RETIRE -> {
        dataKeys.stream().findFirst().ifPresent(key -> keys.retire(workspace, key.wrappedBy()));
        rotations.retired(id, workspace);
      }
    }
  }

  /** Opened first: where a workspace's key is lost, no other is made. */
  private void rewrap(KeyRotationId id, WorkspaceId workspace, List<DataKey> dataKeys) {
    requireOnePlace(workspace);
    List<byte[]> opened = dataKeys.stream().map(this::open).toList();
    try {
      keys.rotate(workspace, dataKeys.stream().map(DataKey::wrappedBy).collect(toSet()));
      for (int n = 0; n < opened.size(); n++) {
        DataKey key = dataKeys.get(n);
        Wrapped wrapped = keys.wrap(workspace, opened.get(n));
        rotations.rewrapped(
            id, new DataKey(workspace, key.id(), key.state(), wrapped.bytes(), wrapped.version()));
      }
    } finally {
      opened.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    }
  }

  /**
   * The operator's keys are rewrapped before all others. A replica that cannot open them has a copy
   * of the place where keys are kept: what it wrapped there, no other replica could open.
   */
  private void requireOnePlace(WorkspaceId workspace) {
    if (workspace.equals(WorkspaceId.OPERATOR)) {
      return;
    }
    try {
      rotations.dataKeys(WorkspaceId.OPERATOR).forEach(key -> Arrays.fill(open(key), (byte) 0));
    } catch (Lost e) {
      throw new IllegalStateException(
          "This replica has not the keys with which the rotation began, so it leaves it to others."
              + " All replicas need one keyring file, not copies of it.",
          e);
    }
  }

  private byte[] open(DataKey key) {
    return keys.unwrap(key.workspace(), new Wrapped(key.wrapped(), key.wrappedBy()));
  }
}
