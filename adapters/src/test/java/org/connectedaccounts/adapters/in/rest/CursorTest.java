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

class CursorTest {

  @Test
  void readWhenWrittenThenTheSamePosition() {
    String cursor = Cursor.write(new Page<>(List.of(), "näxt/?\u0000&x"));

    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(Cursor.read(cursor, 7)).isEqualTo(new PageRequest("näxt/?\u0000&x", 7));
  }

  @Test
  void writeWhenLastPageThenNone() {
    assertThat(Cursor.write(new Page<>(List.of(), null))).isNull();
  }

  @Test
  void readWhenNoneThenFromTheStart() {
    assertThat(Cursor.read(null, 5)).isEqualTo(new PageRequest(null, 5));
    assertThat(Cursor.read("", 5)).isEqualTo(new PageRequest(null, 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!!", "a b", "a", "_w", "Pg=x"})
  void readWhenNobodyWroteItThenRefuses(String cursor) {
    assertThatThrownBy(() -> Cursor.read(cursor, 5))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
  }

  @Test
  void cutWhenFollowedThenEveryItemOnceInOrder() {
    var all = List.of("d", "a", "c", "b", "e");
    var seen = new ArrayList<String>();
    PageRequest request = new PageRequest(null, 2);
    while (true) {
      Page<String> page = Cursor.cut(all, request, Function.identity());
      seen.addAll(page.items());
      if (page.next() == null) {
        break;
      }
      request = Cursor.read(Cursor.write(page), 2);
    }

    assertThat(seen).containsExactly("a", "b", "c", "d", "e");
  }

  @Test
  void cutWhenTheItemThatEndedAPageIsGoneThenGoesOnBehindIt() {
    assertThat(Cursor.cut(List.of("a", "c"), new PageRequest("b", 5), Function.identity()).items())
        .containsExactly("c");
  }
}
