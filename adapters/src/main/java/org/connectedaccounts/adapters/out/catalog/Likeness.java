package org.connectedaccounts.adapters.out.catalog;

/**
 * How well what is asked for fits a word, from 100 (the same) to 0 (not at all). Not for use by two
 * threads at once.
 */
final class Likeness {

  private static final int LONGEST = 128;

  private final int[][] rows = new int[3][LONGEST + 2];

  int of(Word word, Word asked) {
    String text = word.text();
    String wanted = asked.text();
    if (word.letters() == asked.letters() && text.equals(wanted)) {
      return 100;
    }
    int lacking = word.lacks(asked);
    if (lacking == 0 && text.startsWith(wanted)) {
      return 85;
    }
    int allowed = mistakesAllowed(wanted);
    if (lacking <= allowed && allowed > 0) {
      int byMistakes = byMistakes(word, asked, allowed);
      if (byMistakes > 0) {
        return byMistakes;
      }
    }
    return lacking == 0 && wanted.length() >= 3 && text.contains(wanted) ? 40 : 0;
  }

  private int byMistakes(Word word, Word asked, int allowed) {
    String text = word.text();
    String wanted = asked.text();
    int mistakes = mistakes(text, text.length(), wanted, allowed);
    if (mistakes <= allowed) {
      return 75 - 10 * mistakes;
    }
    // Still typing: "gogle dr" begins "google drive" but for a mistake.
    if (text.length() > wanted.length()) {
      int inBeginning = mistakes(text, wanted.length() + 1, wanted, allowed);
      if (inBeginning <= allowed) {
        return 55 - 10 * inBeginning;
      }
    }
    return 0;
  }

  static int mistakesAllowed(String asked) {
    if (asked.length() < 4) {
      return 0;
    }
    return asked.length() < 7 ? 1 : 2;
  }

  /**
   * Letters to add, drop, change or swap with their neighbour, to make {@code b} of the first so
   * many of {@code a}; more than allowed is only "more". Only beginnings are compared whose lengths
   * differ by no more than that.
   */
  private int mistakes(String a, int length, String b, int allowed) {
    int more = allowed + 1;
    if (Math.abs(length - b.length()) > allowed || b.length() > LONGEST) {
      return more;
    }
    int[] before = rows[0];
    int[] above = rows[1];
    int[] row = rows[2];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = Math.min(j, more);
    }
    for (int i = 1; i <= length; i++) {
      int from = Math.max(1, i - allowed);
      int to = Math.min(b.length(), i + allowed);
      row[from - 1] = from == 1 ? i : more;
      int best = row[from - 1];
      for (int j = from; j <= to; j++) {
        int changed = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int cheapest = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
        if (isSwapped(a, i, b, j)) {
          cheapest = Math.min(cheapest, before[j - 2] + 1);
        }
        row[j] = cheapest;
        best = Math.min(best, cheapest);
      }
      if (best > allowed) {
        return more;
      }
      row[to + 1] = more;
      int[] free = before;
      before = above;
      above = row;
      row = free;
    }
    return above[b.length()];
  }

  private static boolean isSwapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
