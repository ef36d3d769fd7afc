package org.connectedaccounts.adapters.out.catalog;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Every word by which an app is found, once and with a number. A search compares what is asked for
 * with each word once, however many apps have it, and most of them by their letters alone, which
 * stand side by side. Words are added and never taken away.
 */
final class Lexicon {

  private final Map<String, Integer> numbers = new HashMap<>();
  private Word[] words = new Word[1024];
  private long[] letters = new long[words.length];

  synchronized int numberOf(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = numbers.size();
    if (number == words.length) {
      words = Arrays.copyOf(words, 2 * number);
      letters = Arrays.copyOf(letters, 2 * number);
    }
    words[number] = Word.of(text);
    letters[number] = words[number].letters();
    numbers.put(text, number);
    return number;
  }

  /** How well what is asked for fits each word, by its number: from 100 to 0. */
  byte[] fits(Word asked, Likeness likeness) {
    View view = view();
    byte[] fits = new byte[view.size()];
    int allowed = Likeness.mistakesAllowed(asked.text());
    for (int i = 0; i < fits.length; i++) {
      if (Long.bitCount(asked.letters() & ~view.letters()[i]) <= allowed) {
        fits[i] = (byte) likeness.of(view.words()[i], asked);
      }
    }
    return fits;
  }

  /** What stands in the first so many places, and stays there. */
  private record View(int size, Word[] words, long[] letters) {}

  private synchronized View view() {
    return new View(numbers.size(), words, letters);
  }
}
