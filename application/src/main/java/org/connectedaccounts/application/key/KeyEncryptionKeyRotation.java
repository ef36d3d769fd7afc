package org.connectedaccounts.application.key;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.connectedaccounts.application.key.WorkOnKeyRotation.Failed;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Lost;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.application.port.KeyRotations;
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
  private final Duration retireAfter;

  /**
   * @param retireAfter how long what was rewrapped must have been stored before the versions before
   *     are retired: a standby of the store that takes over may lack the last of it
   */
  public KeyEncryptionKeyRotation(
      KeyRotations rotations, KeyEncryptionKeys keys, UnitOfWork unitOfWork, Duration retireAfter) {
    this.rotations = rotations;
    this.keys = keys;
    this.unitOfWork = unitOfWork;
    this.retireAfter = retireAfter;
  }

  void work(KeyRotationId id, Consumer<Failed> failed) {
    whileAny(
        failed,
        new Step(
            () -> rotations.holdToRewrap(id),
            workspace -> rewrap(id, workspace),
            workspace -> rotations.failed(id, workspace)));
    whileAny(
        failed,
        new Step(
            () -> rotations.holdToRetire(id, retireAfter),
            workspace -> retire(id, workspace),
            workspace -> rotations.notRetired(id, workspace)));
  }

  /**
   * What is done with each workspace.
   *
   * @param leave what is done with one whose key is lost
   */
  private record Step(
      Supplier<Optional<WorkspaceId>> hold,
      Consumer<WorkspaceId> work,
      Consumer<WorkspaceId> leave) {}

  private void whileAny(Consumer<Failed> failed, Step step) {
    boolean more = true;
    while (more) {
      more = next(failed, step);
    }
  }

  private boolean next(Consumer<Failed> failed, Step step) {
    var held = new AtomicReference<Optional<WorkspaceId>>(Optional.empty());
    try {
      unitOfWork.run(
          () -> {
            held.set(step.hold().get());
            held.get().ifPresent(step.work());
          });
      return held.get().isPresent();
    } catch (Lost lost) {
      WorkspaceId workspace = held.get().orElseThrow(() -> lost);
      unitOfWork.run(() -> step.leave().accept(workspace));
      failed.accept(new Failed(workspace, String.valueOf(lost.getMessage())));
      return true;
    }
  }

  /** Opened first: where a workspace's key is lost, no other is made. */
  private void rewrap(KeyRotationId id, WorkspaceId workspace) {
    requireOnePlace(id);
    List<DataKey> dataKeys = rotations.dataKeys(workspace);
    List<byte[]> opened = dataKeys.stream().map(this::open).toList();
    try {
      keys.rotate(workspace, versions(dataKeys));
      List<DataKey> wrapped = new ArrayList<>();
      for (int n = 0; n < opened.size(); n++) {
        wrapped.add(wrapped(dataKeys.get(n), opened.get(n)));
      }
      requireOneVersion(wrapped);
      wrapped.forEach(key -> rotations.rewrapped(id, key));
    } finally {
      opened.forEach(bytes -> Arrays.fill(bytes, (byte) 0));
    }
  }

  /** Opened once more: somebody may have destroyed the version since, and nothing is left then. */
  private void retire(KeyRotationId id, WorkspaceId workspace) {
    List<DataKey> dataKeys = rotations.dataKeys(workspace);
    requireOnePlace(id);
    dataKeys.forEach(key -> Arrays.fill(open(key), (byte) 0));
    requireOneVersion(dataKeys);
    dataKeys.stream().findFirst().ifPresent(this::retireBefore);
    rotations.retired(id, workspace);
  }

  /** It was there a moment ago, so this waits to be tried again. */
  private void retireBefore(DataKey key) {
    try {
      keys.retire(key.workspace(), key.wrappedBy());
    } catch (Lost e) {
      throw new IllegalStateException(
          "What came before %s cannot be retired for %s: %s"
              .formatted(key.wrappedBy(), key.workspace(), e.getMessage()),
          e);
    }
  }

  private DataKey wrapped(DataKey key, byte[] opened) {
    Wrapped wrapped = keys.wrap(key.workspace(), opened);
    return new DataKey(key.workspace(), key.id(), key.state(), wrapped.bytes(), wrapped.version());
  }

  /**
   * The operator's keys are rewrapped before all others. A replica that cannot open what was
   * rewrapped has a copy of the place where keys are kept: what it made there nobody else could
   * open, and what it retired there would still be everywhere else.
   */
  private void requireOnePlace(KeyRotationId id) {
    try {
      rotations
          .rewrapped(id, WorkspaceId.OPERATOR)
          .forEach(key -> Arrays.fill(open(key), (byte) 0));
    } catch (Lost e) {
      throw new IllegalStateException(
          "This replica has not the keys that the rotation has made, so it leaves it to others."
              + " All replicas need one keyring file, not copies of it.",
          e);
    }
  }

  /** Somebody may rotate the key by hand meanwhile: then all is tried again. */
  private static void requireOneVersion(List<DataKey> wrapped) {
    if (versions(wrapped).size() > 1) {
      throw new IllegalStateException(
          "Data keys of one workspace are wrapped by several versions: " + versions(wrapped));
    }
  }

  private static Set<String> versions(List<DataKey> dataKeys) {
    return dataKeys.stream().map(DataKey::wrappedBy).collect(toSet());
  }

  private byte[] open(DataKey key) {
    return keys.unwrap(key.workspace(), new Wrapped(key.wrapped(), key.wrappedBy()));
  }
}
