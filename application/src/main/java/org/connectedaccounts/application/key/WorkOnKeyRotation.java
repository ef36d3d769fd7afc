package org.connectedaccounts.application.key;

import java.util.Optional;
import java.util.function.Consumer;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.KeyRotations.Running;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Works off the rotation that is under way. What stops in between is taken up where it stopped, by
 * this replica or another.
 */
public final class WorkOnKeyRotation {

  private final KeyRotations rotations;
  private final UnitOfWork unitOfWork;
  private final KeyEncryptionKeyRotation keyEncryptionKeys;
  private final DataKeyRotation dataKeys;

  public WorkOnKeyRotation(
      KeyRotations rotations,
      UnitOfWork unitOfWork,
      KeyEncryptionKeyRotation keyEncryptionKeys,
      DataKeyRotation dataKeys) {
    this.rotations = rotations;
    this.unitOfWork = unitOfWork;
    this.keyEncryptionKeys = keyEncryptionKeys;
    this.dataKeys = dataKeys;
  }

  /** What was left as it is in a workspace, and why. */
  public record Failed(WorkspaceId workspace, String why) {}

  /**
   * @param failed told of what is left out; of nothing where no rotation is under way
   * @throws KeyEncryptionKeys.Unreachable if the place of the keys is away; to be called again
   */
  public void handle(Consumer<Failed> failed) {
    Optional<Running> running = unitOfWork.call(rotations::findRunning);
    running.ifPresent(
        it -> {
          switch (it.keys()) {
            case KEY_ENCRYPTION_KEYS -> keyEncryptionKeys.work(it.id(), failed);
            case DATA_KEYS -> dataKeys.work(it.id(), failed);
          }
          unitOfWork.run(() -> rotations.finish(it));
        });
  }
}
