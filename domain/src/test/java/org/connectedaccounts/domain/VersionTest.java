package org.connectedaccounts.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void ofWhenTheSameThenTheSameInWhateverOrderAMapIs() {
    var sorted = new TreeMap<>(Map.of("a", "1", "b", "2", "c", "3"));

    assertThat(Version.of("x", null, List.of("y"), sorted))
        .isEqualTo(Version.of("x", null, List.of("y"), sorted.descendingMap()));
    assertThat(Version.of("x").text()).matches("[A-Za-z0-9_-]{22}");
  }

  @Test
  void ofWhenAnythingDiffersThenAnotherOne() {
    assertThat(
            List.of(
                Version.of("ab", "c"),
                Version.of("a", "bc"),
                Version.of("abc"),
                Version.of("abc", ""),
                Version.of("abc", null),
                Version.of(List.of("ab", "c")),
                Version.of(List.of("a", "bc")),
                Version.of(List.of("ab"), "c"),
                Version.of(Arrays.asList("ab", null)),
                Version.of("1:a"),
                Version.of("a"),
                Version.of("[1:1:a"),
                Version.of(List.of("a")),
                Version.of(Map.of("a", "b")),
                Version.of(true),
                Version.of(false)))
        .doesNotHaveDuplicates();
  }

  @Test
  void ofWhenThereIsASecretThenFails() {
    assertThatThrownBy(() -> Version.of("x", List.of(Secret.of("hush"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("hush");
  }
}
