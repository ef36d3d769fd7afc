package org.connectedaccounts.adapters.out.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.connectedaccounts.adapters.out.catalog.SearchTerms.Title;

/** What is asked for, and how well each word of a lexicon fits it. */
final class Asked {

  private final byte[] joined;
  private final byte[][] words;

  private Asked(byte[] joined, byte[][] words) {
    this.joined = joined;
    this.words = words;
  }

  /**
   * @param lexicon with the words of every app that is going to be scored
   */
  static Asked of(List<String> texts, Lexicon lexicon) {
    Likeness likeness = new Likeness();
    Map<String, byte[]> fits = new HashMap<>();
    byte[][] words = new byte[texts.size()][];
    for (int i = 0; i < words.length; i++) {
      words[i] = fits.computeIfAbsent(texts.get(i), text -> lexicon.fits(Word.of(text), likeness));
    }
    byte[] joined =
        fits.computeIfAbsent(String.join("", texts), text -> lexicon.fits(Word.of(text), likeness));
    return new Asked(joined, words);
  }

  /**
   * The words that an app which fits has one of at least: one for the asked word that the fewest
   * fit, or all that was asked for joined.
   */
  IntStream fitting() {
    byte[] rarest =
        Arrays.stream(words).min(Comparator.comparingInt(Asked::howMany)).orElse(joined);
    return IntStream.range(0, joined.length)
        .filter(number -> rarest[number] > 0 || joined[number] > 0);
  }

  private static int howMany(byte[] fits) {
    int many = 0;
    for (byte fit : fits) {
      many += fit > 0 ? 1 : 0;
    }
    return many;
  }

  /** From 100, it is called so, to 0, it is nothing like it. */
  int score(SearchTerms app) {
    int mixed = wordByWord(app.all());
    // Where a word fits none of all, it fits none of a title.
    int byName = best(app.names(), mixed > 0);
    if (byName == 100) {
      return byName;
    }
    int byAlias = best(app.aliases(), mixed > 0);
    // An alias says what an app is like; its name says which one it is.
    return Math.max(Math.max(byName, byAlias * 9 / 10), mixed * 8 / 10);
  }

  private int best(List<Title> titles, boolean byWords) {
    int best = 0;
    for (int i = 0; i < titles.size(); i++) {
      Title title = titles.get(i);
      best = Math.max(best, joined[title.joined()]);
      if (byWords && best < 100) {
        best = Math.max(best, wordByWord(title.words()));
      }
    }
    return best;
  }

  /** The mean of each asked word's best fit, or 0 if one fits nothing. */
  private int wordByWord(int[] numbers) {
    int sum = 0;
    for (byte[] fits : words) {
      int best = 0;
      for (int number : numbers) {
        best = Math.max(best, fits[number]);
      }
      if (best == 0) {
        return 0;
      }
      sum += best;
    }
    // A title with more words than were asked for is a slightly worse fit.
    int unasked = Math.max(0, numbers.length - words.length);
    return Math.max(1, sum / words.length - 2 * unasked);
  }
}
