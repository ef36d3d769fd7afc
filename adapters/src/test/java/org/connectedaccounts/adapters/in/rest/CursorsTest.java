package org.connectedaccounts.adapters.in.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

  private static final Cursors CURSORS = Cursors.of("things", "a", null);

  @Test
  void readWhenWrittenThenTheSamePosition() {
    String cursor = CURSORS.write(new Page<>(List.of(), "näxt/?\u0000&x"));

    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(CURSORS.read(cursor, 7)).isEqualTo(new PageRequest("näxt/?\u0000&x", 7));
  }

  @Test
  void writeWhenLastPageThenNone() {
    assertThat(CURSORS.write(new Page<>(List.of(), null))).isNull();
  }

  @Test
  void readWhenNoneThenFromTheStart() {
    assertThat(CURSORS.read(null, 5)).isEqualTo(new PageRequest(null, 5));
    assertThat(CURSORS.read("", 5)).isEqualTo(new PageRequest(null, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!", "a b", "a", "_w", "Pg=x"})
  void readWhenNobodyWroteItThenRefuses(String cursor) {
    assertThatThrownBy(() -> CURSORS.read(cursor, 5))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
  }

  @Test
  void readWhenOfAnotherListOrFilterThenRefuses() {
    String cursor = CURSORS.write(new Page<>(List.of(), "next"));
    for (Cursors others :
        List.of(
            Cursors.of("others", "a", null),
            Cursors.of("things", "b", null),
            Cursors.of("things", null, "a"),
            Cursors.of("things", "a", "a"),
            Cursors.of("things"))) {
      assertThatThrownBy(() -> others.read(cursor, 5))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
    }
    assertThat(Cursors.of("things", "a", "").read(cursor, 5).after()).isEqualTo("next");
  }

  @Test
  void cutWhenFollowedThenEveryItemOnceInOrder() {
    var all = List.of("d", "a", "c", "b", "e");
    var seen = new ArrayList<String>();
    PageRequest request = new PageRequest(null, 2);
    while (true) {
      Page<String> page = Cursors.cut(all, request, Function.identity());
      seen.addAll(page.items());
      if (page.next() == null) {
        break;
      }
      request = CURSORS.read(CURSORS.write(page), 2);
    }

    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void cutWhenTheItemThatEndedAPageIsGoneThenGoesOnBehindIt() {
    assertThat(Cursors.cut(List.of("a", "c"), new PageRequest("b", 5), Function.identity()).items())
        .containsExactly("c");
  }
}
