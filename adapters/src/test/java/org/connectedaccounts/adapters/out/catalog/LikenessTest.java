package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LikenessTest {

  private static final int PAIRS = 200_000;

  private final Random random = new Random(11);

  /** Against a table that is filled in wholly, where {@link Likeness} leaves out what it can. */
  @Test
  void ofWhenSoManyMistakesAreAllowedThenTheyAreCountedAsInAWholeTable() {
    Likeness likeness = new Likeness();
    int alike = 0;
    for (int n = 0; n < PAIRS; n++) {
      String word = letters(1 + random.nextInt(10));
      String asked = letters(1 + random.nextInt(10));
      if (word.startsWith(asked)) {
        continue;
      }
      int mistakes = mistakes(word, asked);
      int fits = likeness.of(Word.of(word), Word.of(asked));
      if (mistakes <= Likeness.mistakesAllowed(asked)) {
        alike++;
        assertThat(fits).as("%s for %s", word, asked).isEqualTo(75 - 10 * mistakes);
      } else {
        assertThat(fits).as("%s for %s", word, asked).isLessThan(55);
      }
    }
    assertThat(alike).isGreaterThan(1_000);
  }

  private String letters(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  /** Optimal string alignment: letters added, dropped, changed, or swapped with their neighbour. */
  private static int mistakes(String a, String b) {
    int[][] table = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : cell(table, a, i, b, j);
      }
    }
    return table[a.length()][b.length()];
  }

  private static int cell(int[][] table, String a, int i, String b, int j) {
    int changed = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int cheapest = Math.min(changed, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(cheapest, table[i - 2][j - 2] + 1) : cheapest;
  }
}
