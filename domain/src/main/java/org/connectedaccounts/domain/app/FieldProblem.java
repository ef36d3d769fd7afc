package org.connectedaccounts.domain.app;

/** Why a value is not taken for a field. {@code detail} is for people and never holds the value. */
public record FieldProblem(String field, Kind kind, String detail) {

  /** What is wrong. */
  public enum Kind {
    REQUIRED,
    UNKNOWN_FIELD,
    TOO_SHORT,
    TOO_LONG,
    CONTROL_CHARACTER,
    PATTERN,
    NOT_AN_OPTION,
    NOT_A_KEY
  }
}
