package org.connectedaccounts.adapters.in.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Expectation.Nothing;
import org.connectedaccounts.domain.Expectation.OneOf;
import org.connectedaccounts.domain.Expectation.Something;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {

  private static final Version A = new Version("a");
  private static final Version B = new Version("b");

  @Test
  void ofWhenThereIsNoneThenAnything() {
    assertThat(Conditions.of(null, null)).isEqualTo(Expectation.anything());
  }

  @Test
  void ofWhenAStarThenSomethingOrNothing() {
    assertThat(Conditions.of(" * ")).isEqualTo(new Something());
    assertThat(Conditions.of(null, "*")).isEqualTo(new Nothing());
  }

  @Test
  void ofWhenTagsThenEachOfThem() {
    assertThat(Conditions.of(Conditions.tag(A))).isEqualTo(new OneOf(Set.of(A)));
    assertThat(Conditions.of("\"a\", \"b\"")).isEqualTo(new OneOf(Set.of(A, B)));
    assertThat(Conditions.of(", \"a\",,\"b\" ,")).isEqualTo(new OneOf(Set.of(A, B)));
    assertThat(Conditions.of("\"a,b\"")).isEqualTo(new OneOf(Set.of(new Version("a,b"))));
  }

  @Test
  void ofWhenAProxyMadeItWeakThenTheSame() {
    assertThat(Conditions.of("W/\"a\", \"b\"")).isEqualTo(new OneOf(Set.of(A, B)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "a",
        "\"a",
        "a\"",
        "\"a\" \"b\"",
        "*, \"a\"",
        "\"a\", *",
        "w/\"a\"",
        "x\"a\""
      })
  void ofWhenItIsNoConditionThenRefuses(String text) {
    assertThatThrownBy(() -> Conditions.of(text)).isInstanceOf(Refusal.class);
  }

  @Test
  void ofWhenItIsForReadingOrBothThenRefuses() {
    assertThatThrownBy(() -> Conditions.of(null, "\"a\"")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> Conditions.of("*", "*")).isInstanceOf(Refusal.class);
  }
}
