package org.connectedaccounts.adapters.out.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses in the one form that every parser reads alike. */
final class Literals {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:]*:(?:[0-9A-Fa-f]*|" + IPV4 + ")");

  /** Such a name is read as a number by some resolvers, so it is none here. */
  private static final Pattern NUMERIC =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

  private Literals() {}

  /**
   * Four decimal numbers without leading zeros, or RFC 4291 without a zone and with such numbers.
   */
  static Optional<InetAddress> parse(String text) {
    if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // Either form makes InetAddress parse, and never ask a resolver.
      return Optional.of(
          text.indexOf(':') < 0 ? InetAddress.ofLiteral(text) : Inet6Address.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether some parser may take it for an address. */
  static boolean looksNumeric(String host) {
    return NUMERIC.matcher(host).matches();
  }
}
