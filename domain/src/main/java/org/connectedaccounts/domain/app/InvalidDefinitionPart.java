package org.connectedaccounts.domain.app;

/**
 * A definition contradicts itself. {@link #part()} is the JSON pointer of the offending part
 * without its leading slash, relative to the object that was being made, in the words of the
 * definition language; empty when the object as a whole is meant.
 */
public final class InvalidDefinitionPart extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String part;
  private final String detail;

  public InvalidDefinitionPart(String part, String detail) {
    super(part.isEmpty() ? detail : part + ": " + detail);
    this.part = part;
    this.detail = detail;
  }

  public String part() {
    return part;
  }

  public String detail() {
    return detail;
  }
}
