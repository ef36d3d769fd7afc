package org.connectedaccounts.domain.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that the end user is asked for. Refuses a default value that its own rules refuse, and a
 * default for a secret.
 */
public record InputField(
    String name,
    String label,
    boolean secret,
    boolean required,
    FieldRules rules,
    FieldHelp help,
    @Nullable String defaultValue) {

  public InputField {
    Names.require("name", name);
    Names.requireText("label", label);
    if (defaultValue != null && secret) {
      throw new InvalidDefinitionPart("default", "a secret has no default");
    }
    if (defaultValue != null && rules.check(name, defaultValue).isPresent()) {
      throw new InvalidDefinitionPart("default", "does not keep the rules of its own field");
    }
  }

  /** A required field with no rule but the usual length. */
  public static InputField of(String name, boolean secret) {
    return new InputField(name, name, secret, true, FieldRules.ANY, FieldHelp.NONE, null);
  }

  /** Whether every account has a value for it. */
  boolean isAlwaysGiven() {
    return required || defaultValue != null;
  }

  /**
   * What is wrong with a value; null and the empty text mean that none was given, and nobody
   * requires a blank.
   */
  public Optional<FieldProblem> validate(@Nullable String value) {
    boolean blank = value != null && !value.isEmpty() && value.isBlank();
    if (value != null && !value.isEmpty() && !(required && blank)) {
      return rules.check(name, value);
    }
    boolean missing = required && (blank || defaultValue == null);
    return missing
        ? Optional.of(new FieldProblem(name, FieldProblem.Kind.REQUIRED, "is required"))
        : Optional.empty();
  }
}
