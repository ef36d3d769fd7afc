package org.connectedaccounts.credentials;

/**
 * HTTP clients repeat a value that they refuse in the message of their exception: we look first.
 */
final class HeaderText {

  private HeaderText() {}

  /** Visible ASCII, blanks between (RFC 9110 section 5.5 without what is obsolete there). */
  static boolean isSendable(String value) {
    return !value.isEmpty()
        && value.strip().length() == value.length()
        && value.chars().allMatch(c -> c >= ' ' && c <= '~');
  }
}
