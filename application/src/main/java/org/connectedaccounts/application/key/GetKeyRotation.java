package org.connectedaccounts.application.key;

import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.Caller;

/** Tells how far a rotation is. */
public final class GetKeyRotation {

  private final KeyRotations rotations;

  public GetKeyRotation(KeyRotations rotations) {
    this.rotations = rotations;
  }

  public record Command(Caller caller, KeyRotationId rotation) {}

  public KeyRotation handle(Command command) {
    command.caller().requireOperator();
    return rotations
        .find(command.rotation())
        .orElseThrow(
            () -> Refusal.of(Code.KEY_ROTATION_NOT_FOUND, "There is no such key rotation."));
  }
}
