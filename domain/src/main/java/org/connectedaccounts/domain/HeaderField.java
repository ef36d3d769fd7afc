package org.connectedaccounts.domain;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a header of HTTP can be (RFC 9110, 5.1, 5.5 and 5.6.2). */
public final class HeaderField {

  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[\\t -~]*");

  private static final Set<String> OWN =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host",
          "content-length",
          "proxy-authorization",
          "proxy-authenticate",
          "proxy-connection");

  private HeaderField() {}

  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  public static boolean isValue(String text) {
    return VALUE.matcher(text).matches();
  }

  /** Of the connection (RFC 9110, 7.6.1), or written by whoever sends: nobody else's to set. */
  public static boolean isOwn(String name) {
    return OWN.contains(name.toLowerCase(Locale.ROOT));
  }
}
