package org.connectedaccounts.domain;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.connectedaccounts.domain.Expectation.Nothing;
import org.connectedaccounts.domain.Expectation.OneOf;
import org.connectedaccounts.domain.Expectation.Something;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectationTest {

  private static final Version THIS = Version.of("this");
  private static final Version OTHER = Version.of("other");

  @Test
  void requireWhenMetThenPasses() {
    passes(Expectation.anything(), null);
    passes(Expectation.anything(), THIS);
    passes(new Something(), THIS);
    passes(new Nothing(), null);
    passes(new OneOf(Set.of(OTHER, THIS)), THIS);
  }

  @Test
  void requireWhenNotMetThenRefuses() {
    refuses(() -> new Something().require(null));
    refuses(() -> new Nothing().require(THIS));
    refuses(() -> new OneOf(Set.of(OTHER)).require(THIS));
    refuses(() -> new OneOf(Set.of(THIS)).require(null));
  }

  @Test
  void requireWhenSomethingElseIsShownInItsPlaceThenThatHasTheVersionAndIsNotThere() {
    assertThatCode(() -> new OneOf(Set.of(THIS)).require(false, THIS)).doesNotThrowAnyException();
    assertThatCode(() -> new Nothing().require(false, THIS)).doesNotThrowAnyException();
    refuses(() -> new Something().require(false, THIS));
  }

  private static void passes(Expectation expected, @Nullable Version current) {
    assertThatCode(() -> expected.require(current)).doesNotThrowAnyException();
  }

  private static void refuses(Runnable requirement) {
    assertThatThrownBy(requirement::run)
        .isInstanceOf(Refusal.class)
        .matches(e -> ((Refusal) e).code() == Code.PRECONDITION_FAILED);
  }
}
