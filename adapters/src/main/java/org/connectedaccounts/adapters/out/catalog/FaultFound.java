package org.connectedaccounts.adapters.out.catalog;

import org.connectedaccounts.application.port.InvalidDefinition.Fault;

/** Ends the reading of a part that cannot be read; caught where the next part begins. */
final class FaultFound extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  FaultFound(String pointer, int line, String detail) {
    super(detail, null, false, false);
    this.fault = new Fault(pointer, line, detail);
  }

  Fault fault() {
    return fault;
  }
}
