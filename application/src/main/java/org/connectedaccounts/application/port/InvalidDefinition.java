package org.connectedaccounts.application.port;

import java.util.List;
import java.util.stream.Collectors;

/** A document that is no app definition, with what is wrong and where. */
public final class InvalidDefinition extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * One thing that is wrong.
   *
   * @param pointer JSON pointer into the document
   * @param line line of the document, from 1
   */
  public record Fault(String pointer, int line, String detail) {

    @Override
    public String toString() {
      return "line " + line + ", " + (pointer.isEmpty() ? "/" : pointer) + ": " + detail;
    }
  }

  private final transient List<Fault> faults;

  public InvalidDefinition(List<Fault> faults) {
    super(
        faults.stream().map(Fault::toString).collect(Collectors.joining("; ")), null, false, false);
    this.faults = List.copyOf(faults);
  }

  public List<Fault> faults() {
    return faults;
  }
}
