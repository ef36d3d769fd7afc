package org.connectedaccounts.domain.app;

/** The little JSON that the domain writes by itself. */
final class Json {

  private Json() {}

  static String escape(String value) {
    StringBuilder out = new StringBuilder(value.length() + 8);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < 0x20) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  static String member(String name, String value) {
    return '"' + escape(name) + "\":\"" + escape(value) + '"';
  }
}
