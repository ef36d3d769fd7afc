package org.connectedaccounts.adapters.out.catalog;

/**
 * A word and which letters it has. Two words that differ in more letters than mistakes are allowed
 * cannot be alike, and most words do.
 */
record Word(String text, long letters) {

  static Word of(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      letters |= 1L << (text.charAt(i) & 63);
    }
    return new Word(text, letters);
  }

  /** The fewest letters of {@code asked} that are missing here. */
  int lacks(Word asked) {
    return Long.bitCount(asked.letters & ~letters);
  }
}
