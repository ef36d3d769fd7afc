package org.connectedaccounts.application.key;

import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.workspace.Caller;

/** Lists the rotations, the newest first; at most that one is under way. */
public final class ListKeyRotations {

  private final KeyRotations rotations;

  public ListKeyRotations(KeyRotations rotations) {
    this.rotations = rotations;
  }

  public record Command(Caller caller, PageRequest page) {}

  public Page<KeyRotation> handle(Command command) {
    command.caller().requireOperator();
    return rotations.list(command.page());
  }
}
