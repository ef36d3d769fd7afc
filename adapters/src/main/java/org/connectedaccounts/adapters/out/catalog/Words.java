package org.connectedaccounts.adapters.out.catalog;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words as people type them: no case, no accents, no punctuation. */
final class Words {

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private Words() {}

  static List<String> of(String text) {
    String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return Arrays.stream(GAPS.split(plain.toLowerCase(Locale.ROOT)))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** How well {@code asked} fits {@code word}, from 100 (the same) to 0 (not at all). */
  static int likeness(String word, String asked) {
    if (word.equals(asked)) {
      return 100;
    }
    if (word.startsWith(asked)) {
      return 85;
    }
    int allowed = mistakesAllowed(asked);
    if (allowed > 0) {
      int mistakes = mistakes(word, asked, allowed);
      if (mistakes <= allowed) {
        return 75 - 10 * mistakes;
      }
      // Still typing: "gogle dr" begins "google drive" but for a mistake.
      String beginning = word.substring(0, Math.min(word.length(), asked.length() + 1));
      int inBeginning = mistakes(beginning, asked, allowed);
      if (inBeginning <= allowed && word.length() > asked.length()) {
        return 55 - 10 * inBeginning;
      }
    }
    return asked.length() >= 3 && word.contains(asked) ? 40 : 0;
  }

  private static int mistakesAllowed(String asked) {
    if (asked.length() < 4) {
      return 0;
    }
    return asked.length() < 7 ? 1 : 2;
  }

  /**
   * Letters to add, drop, change or swap with their neighbour; more than allowed is only "more".
   */
  private static int mistakes(String a, String b, int allowed) {
    if (Math.abs(a.length() - b.length()) > allowed) {
      return allowed + 1;
    }
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
      }
    }
    return d[a.length()][b.length()];
  }

  private static int cheapest(int[][] d, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int changed = d[i - 1][j - 1] + (same ? 0 : 1);
    int best = Math.min(changed, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
  }
}
