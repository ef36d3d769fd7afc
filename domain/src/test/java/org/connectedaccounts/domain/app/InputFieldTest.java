package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.domain.app.FieldProblem.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class InputFieldTest {

  private static InputField field(FieldRules rules, @Nullable String otherwise) {
    return new InputField("shop", "Shop", false, true, rules, FieldHelp.NONE, otherwise);
  }

  private static FieldRules rules(@Nullable String pattern, int min, int max) {
    return new FieldRules(pattern, min, max, false, List.of());
  }

  private static @Nullable Kind kind(InputField field, @Nullable String value) {
    return field.validate(value).map(FieldProblem::kind).orElse(null);
  }

  @Test
  void validateWhenNothingGivenThenAsksForRequiredOnesOnly() {
    assertThat(kind(field(FieldRules.ANY, null), null)).isEqualTo(Kind.REQUIRED);
    assertThat(kind(field(FieldRules.ANY, null), "")).isEqualTo(Kind.REQUIRED);
    assertThat(kind(field(FieldRules.ANY, "acme"), "")).isNull();
  }

  @Test
  void validateWhenOnlyBlanksGivenThenARequiredOneIsMissing() {
    assertThat(kind(field(FieldRules.ANY, null), "  ")).isEqualTo(Kind.REQUIRED);
    assertThat(kind(field(FieldRules.ANY, "acme"), " ")).isEqualTo(Kind.REQUIRED);
  }

  @Test
  void validateWhenLengthOutOfBoundsThenSaysWhich() {
    var field = field(rules(null, 3, 5), null);

    assertThat(kind(field, "ab")).isEqualTo(Kind.TOO_SHORT);
    assertThat(kind(field, "abcdef")).isEqualTo(Kind.TOO_LONG);
    assertThat(kind(field, "😀😀😀😀😀")).isNull();
  }

  @Test
  void validateWhenPatternGivenThenMustMatchAll() {
    var field = field(rules("[a-z]+", 1, 50), null);

    assertThat(kind(field, "acme")).isNull();
    assertThat(kind(field, "acme.evil.com")).isEqualTo(Kind.PATTERN);
  }

  @Test
  void validateWhenPatternExplodesThenEndsSoonAsNoMatch() {
    var field = field(rules("(a+)+b", 1, 4096), null);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> assertThat(kind(field, "a".repeat(2000))).isEqualTo(Kind.PATTERN));
  }

  @Test
  void validateWhenControlCharacterThenRefusesUnlessMultiline() {
    var multiline = new FieldRules(null, 1, 100, true, List.of());

    assertThat(kind(field(FieldRules.ANY, null), "a\nb")).isEqualTo(Kind.CONTROL_CHARACTER);
    assertThat(kind(field(multiline, null), "a\r\n\tb")).isNull();
    assertThat(kind(field(multiline, null), "a\u0000b")).isEqualTo(Kind.CONTROL_CHARACTER);
  }

  @Test
  void validateWhenOptionsGivenThenTakesNoOther() {
    var options = List.of(new FieldOption("us", "US"), new FieldOption("eu", "EU"));
    var field = field(new FieldRules(null, 1, 10, false, options), "us");

    assertThat(kind(field, "eu")).isNull();
    assertThat(kind(field, "cn")).isEqualTo(Kind.NOT_AN_OPTION);
  }

  @Test
  void validateWhenRefusedThenNeverTellsTheValue() {
    var problem = field(rules("[a-z]+", 1, 50), null).validate("S3CRET").orElseThrow();

    assertThat(problem.toString()).doesNotContain("S3CRET");
  }

  @Test
  void newWhenSelfContradictoryThenRefuses() {
    assertThatThrownBy(() -> field(rules("[a-z]+", 1, 50), "ACME"))
        .hasMessageStartingWith("default:");
    assertThatThrownBy(
            () -> new InputField("k", "K", true, true, FieldRules.ANY, FieldHelp.NONE, "x"))
        .hasMessageStartingWith("default:");
    assertThatThrownBy(() -> rules("[a-z", 1, 50)).hasMessageStartingWith("pattern:");
    assertThatThrownBy(() -> rules(null, 5, 4)).hasMessageStartingWith("max_length:");
    assertThatThrownBy(() -> InputField.of("apiKey", true)).hasMessageStartingWith("name:");
    assertThatThrownBy(() -> new FieldHelp(null, null, "javascript:alert(1)"))
        .hasMessageStartingWith("help_url:");
  }
}
