package org.connectedaccounts.application.key;

import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.Caller;

/** Begins a rotation of every workspace's keys. The replicas do it by and by. */
public final class StartKeyRotation {

  private final KeyRotations rotations;
  private final Randomness random;
  private final UnitOfWork unitOfWork;

  public StartKeyRotation(KeyRotations rotations, Randomness random, UnitOfWork unitOfWork) {
    this.rotations = rotations;
    this.random = random;
    this.unitOfWork = unitOfWork;
  }

  public record Command(Caller caller, KeyRotation.Keys keys) {}

  public KeyRotation handle(Command command) {
    command.caller().requireOperator();
    var id = new KeyRotationId(random.id());
    return unitOfWork.call(
        () -> {
          if (!rotations.start(id, command.keys())) {
            throw Refusal.of(Code.KEY_ROTATION_RUNNING, running());
          }
          return rotations.find(id).orElseThrow();
        });
  }

  private String running() {
    return rotations
        .findRunning()
        .map(
            it ->
                "The rotation " + it.id().text() + " is under way; begin another when it is done.")
        .orElse("A rotation was under way a moment ago; try again.");
  }
}
