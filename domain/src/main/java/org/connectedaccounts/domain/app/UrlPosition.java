package org.connectedaccounts.domain.app;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Where in a URL a value stands, and what it may be there. */
enum UrlPosition {
  ORIGIN,
  SCHEME,
  HOST,
  PORT,
  PATH,
  QUERY;

  private static final String LABELS = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final String HOST_NAME = LABELS + "(?:\\." + LABELS + ")*";
  private static final Pattern HOST_PART = Pattern.compile(HOST_NAME);
  private static final Pattern WHOLE_ORIGIN =
      Pattern.compile(
          "https?://" + HOST_NAME + "(?::[0-9]{1,5})?(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

  boolean decidesHost() {
    return this == ORIGIN || this == HOST || this == PORT;
  }

  String fit(Reference reference, String value) {
    return switch (this) {
      case ORIGIN, SCHEME -> matching(WHOLE_ORIGIN, reference, value, "is not an origin");
      case HOST -> matching(HOST_PART, reference, value, "is not a part of a host name");
      case PORT -> matching(NUMBER, reference, value, "is not a port");
      case PATH -> {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
          throw new UnrenderableTemplate(reference, "is not a path segment");
        }
        // Both are legal in a path (RFC 3986, 3.3), and not every server decodes them.
        yield percentEncode(value).replace("%3A", ":").replace("%40", "@");
      }
      case QUERY -> percentEncode(value);
    };
  }

  private static String matching(
      Pattern pattern, Reference reference, String value, String otherwise) {
    if (value.length() > 253 || !pattern.matcher(value).matches()) {
      throw new UnrenderableTemplate(reference, otherwise);
    }
    return value;
  }

  static String percentEncode(String value) {
    StringBuilder out = new StringBuilder(value.length() + 16);
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || "-._~".indexOf(c) >= 0;
      if (unreserved) {
        out.append(c);
      } else {
        out.append('%').append(String.format("%02X", (int) c));
      }
    }
    return out.toString();
  }
}
