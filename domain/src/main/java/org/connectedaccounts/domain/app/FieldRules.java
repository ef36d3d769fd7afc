package org.connectedaccounts.domain.app;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What a value of a field must be like. Lengths are in characters, {@code pattern} is a regular
 * expression that the whole value must match, empty {@code options} allow any value.
 */
public record FieldRules(
    @Nullable String pattern,
    int minLength,
    int maxLength,
    boolean multiline,
    List<FieldOption> options) {

  public static final int DEFAULT_MAX_LENGTH = 4096;
  public static final FieldRules ANY =
      new FieldRules(null, 1, DEFAULT_MAX_LENGTH, false, List.of());

  private static final int LONGEST_PATTERN = 200;
  private static final int LONGEST_VALUE = 65_536;

  public FieldRules {
    options = List.copyOf(options);
    if (minLength < 1 || maxLength < minLength || maxLength > LONGEST_VALUE) {
      throw new InvalidDefinitionPart(
          "max_length", "lengths go from 1 to " + LONGEST_VALUE + ", the smaller one first");
    }
    if (pattern != null) {
      compile(pattern);
    }
    if (options.stream().map(FieldOption::value).distinct().count() != options.size()) {
      throw new InvalidDefinitionPart("options", "a value is offered twice");
    }
  }

  private static Pattern compile(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new InvalidDefinitionPart(
          "pattern", "has more than " + LONGEST_PATTERN + " characters");
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidDefinitionPart("pattern", "is not a regular expression");
    }
  }

  Optional<FieldProblem> check(String field, String value) {
    int length = value.codePointCount(0, value.length());
    if (length < minLength) {
      return problem(
          field, FieldProblem.Kind.TOO_SHORT, "has fewer than " + minLength + " characters");
    }
    if (length > maxLength) {
      return problem(
          field, FieldProblem.Kind.TOO_LONG, "has more than " + maxLength + " characters");
    }
    if (value.chars().anyMatch(this::forbidden)) {
      return problem(field, FieldProblem.Kind.CONTROL_CHARACTER, "has a control character");
    }
    if (!options.isEmpty() && options.stream().noneMatch(option -> option.value().equals(value))) {
      return problem(field, FieldProblem.Kind.NOT_AN_OPTION, "is none of the options");
    }
    if (pattern != null && !BoundedText.matches(compile(pattern), value)) {
      return problem(field, FieldProblem.Kind.PATTERN, "does not match " + pattern);
    }
    return Optional.empty();
  }

  private boolean forbidden(int c) {
    boolean lineOrTab = c == '\n' || c == '\r' || c == '\t';
    return Character.isISOControl(c) && !(multiline && lineOrTab);
  }

  private static Optional<FieldProblem> problem(
      String field, FieldProblem.Kind kind, String detail) {
    return Optional.of(new FieldProblem(field, kind, detail));
  }
}
