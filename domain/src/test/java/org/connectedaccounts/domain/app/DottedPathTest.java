package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DottedPathTest {

  private static final Map<String, Object> TREE =
      Map.of("a", Map.of("b", List.of(Map.of("id", 7), "x"), "t", true), "big", 12345678901234L);

  @Test
  void textWhenLeafThenIsItsText() {
    assertThat(new DottedPath("a.b.0.id").text(TREE)).hasValue("7");
    assertThat(new DottedPath("a.b.1").text(TREE)).hasValue("x");
    assertThat(new DottedPath("a.t").text(TREE)).hasValue("true");
    assertThat(new DottedPath("big").text(TREE)).hasValue("12345678901234");
  }

  @Test
  void textWhenNoLeafThenIsEmpty() {
    for (String path : List.of("a", "a.b", "a.b.9", "a.b.x", "z.y", "a.t.u")) {
      assertThat(new DottedPath(path).text(TREE)).as(path).isEmpty();
    }
    assertThat(new DottedPath("a").text(null)).isEmpty();
  }

  @Test
  void inWhenEmptyPathThenIsTheTree() {
    assertThat(new DottedPath("").in(TREE)).isSameAs(TREE);
  }

  @Test
  void newWhenDotsHaveNoNamesThenRefuses() {
    for (String path : List.of(".a", "a.", "a..b")) {
      assertThatThrownBy(() -> new DottedPath(path)).isInstanceOf(InvalidDefinitionPart.class);
    }
  }
}
