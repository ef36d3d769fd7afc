package org.connectedaccounts.domain.app;

import java.util.regex.Pattern;

/**
 * Text that can be looked at a limited number of times. Patterns come from workspaces, and one with
 * nested repetition would otherwise hold a thread for hours.
 */
final class BoundedText implements CharSequence {

  private static final int LOOKS = 2_000_000;

  private final String text;
  private final int[] left;

  private BoundedText(String text, int[] left) {
    this.text = text;
    this.left = left;
  }

  /** Whether all of {@code text} matches; a match that takes too long counts as none. */
  static boolean matches(Pattern pattern, String text) {
    try {
      return pattern.matcher(new BoundedText(text, new int[] {LOOKS})).matches();
    } catch (TooLong | StackOverflowError e) {
      return false;
    }
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (--left[0] < 0) {
      throw new TooLong();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.substring(start, end), left);
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super(null, null, false, false);
    }
  }
}
