package org.connectedaccounts.domain;

import java.util.Set;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who changes something takes to be there. It is asked where nobody else can change
 * it any more, in the unit of work that writes.
 */
public sealed interface Expectation {

  /** Whatever is there, or nothing. */
  record Anything() implements Expectation {}

  static Expectation anything() {
    return new Anything();
  }

  /** There is one, in whatever state. */
  record Something() implements Expectation {}

  /** There is none yet. */
  record Nothing() implements Expectation {}

  /** It is in one of these states. */
  record OneOf(Set<Version> versions) implements Expectation {

    public OneOf {
      versions = Set.copyOf(versions);
    }
  }

  /**
   * @param current the state that it is in; null: there is none
   * @throws Refusal PRECONDITION_FAILED if something else is expected
   */
  default void require(@Nullable Version current) {
    require(current != null, current);
  }

  /**
   * Where something else is shown in the place of what is not there.
   *
   * @param there whether there is one of its own
   * @param shown the state of what is shown, whosever it is; null: nothing is
   * @throws Refusal PRECONDITION_FAILED if something else is expected
   */
  default void require(boolean there, @Nullable Version shown) {
    boolean met =
        switch (this) {
          case Anything _ -> true;
          case Something _ -> there;
          case Nothing _ -> !there;
          case OneOf(var versions) -> shown != null && versions.contains(shown);
        };
    if (!met) {
      throw Refusal.of(
          Code.PRECONDITION_FAILED,
          this instanceof Nothing
              ? "There is one already, and nothing was changed; read it, or leave If-None-Match"
                  + " out."
              : "It is not in the state that If-Match names, and nothing was changed; read it again"
                  + " and decide anew.");
    }
  }
}
