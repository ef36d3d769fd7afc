package org.connectedaccounts.adapters.out.catalog;

import java.util.stream.Collectors;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.application.port.InvalidDefinition.Fault;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * A definition in a file: its name goes into every message, so that an editor can jump to the line.
 */
record AppFile(String name, String text) {

  /**
   * @throws InvalidAppFile naming the file and the line of each fault
   */
  AppDefinition read(DefinitionReader reader) {
    try {
      return reader.read(text);
    } catch (InvalidDefinition e) {
      throw new InvalidAppFile(
          e.faults().stream().map(fault -> located(name, fault)).collect(Collectors.joining("\n")));
    }
  }

  static String located(String name, Fault fault) {
    String pointer = fault.pointer().isEmpty() ? "/" : fault.pointer();
    return name + ":" + fault.line() + ": " + pointer + " " + fault.detail();
  }
}
