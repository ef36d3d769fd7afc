package org.connectedaccounts.domain.workspace;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.connectedaccounts.domain.Secret;

/**
 * The form of every bearer token of ours: a prefix, 30 base62 characters and six more with their
 * CRC-32, so that a mistyped or invented one is refused without a query, and scanners recognise a
 * leaked one.
 */
public final class BearerToken {

  public static final String OPERATOR_PREFIX = "cao_";
  public static final String WORKSPACE_PREFIX = "cak_";
  public static final String SESSION_PREFIX = "cst_";

  /** Of our own page, for the session whose link it redeemed. */
  public static final String PAGE_PREFIX = "cpt_";

  /** Of the one-use ticket in a session's link; it is redeemed and opens nothing by itself. */
  public static final String TICKET_PREFIX = "ctk_";

  /** Random characters between prefix and checksum. */
  public static final int RANDOM_LENGTH = 30;

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern FORM = Pattern.compile("c(?:ao|ak|st|pt|tk)_[0-9A-Za-z]{36}");

  /** A JWT in compact form (RFC 7515, 7.1), which only others sign; five parts would be sealed. */
  private static final Pattern SIGNED =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  /** More than any issuer needs who does not put pictures into tokens. */
  private static final int LONGEST_SIGNED = 8192;

  private BearerToken() {}

  /** The alphabet of the random part. */
  public static String alphabet() {
    return BASE62;
  }

  /** Appends the checksum to prefix and random part. */
  public static Secret of(String prefixAndRandom) {
    return Secret.of(prefixAndRandom + checksum(prefixAndRandom));
  }

  public static boolean isWellFormed(Secret token) {
    String text = token.reveal();
    if (!FORM.matcher(text).matches()) {
      return false;
    }
    int end = text.length() - CHECKSUM_LENGTH;
    return checksum(text.substring(0, end)).equals(text.substring(end));
  }

  /** Whether it has the form of a token of a trusted issuer; none of ours has a dot. */
  public static boolean isSignedElsewhere(Secret token) {
    String text = token.reveal();
    return text.length() <= LONGEST_SIGNED && SIGNED.matcher(text).matches();
  }

  /** Of a well-formed token. */
  public static String prefixOf(Secret token) {
    return token.reveal().substring(0, OPERATOR_PREFIX.length());
  }

  private static String checksum(String text) {
    var crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    long rest = crc.getValue();
    char[] digits = new char[CHECKSUM_LENGTH];
    for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
      digits[i] = BASE62.charAt((int) (rest % BASE62.length()));
      rest /= BASE62.length();
    }
    return new String(digits);
  }
}
