package org.connectedaccounts.domain.app;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.WebAddress;
import org.jspecify.annotations.Nullable;

/** The one form of a name that is legal in step code, in templates and in URLs alike. */
final class Names {

  static final int LONGEST = 64;
  private static final Pattern FORM = Pattern.compile("[a-z_][a-z0-9_]*");

  private Names() {}

  static boolean legal(String name) {
    return name.length() <= LONGEST && FORM.matcher(name).matches();
  }

  static void require(String part, String name) {
    if (!legal(name)) {
      throw new InvalidDefinitionPart(
          part, "must match [a-z_][a-z0-9_]* and have at most " + LONGEST + " characters");
    }
  }

  static void requireText(String part, String text) {
    if (text.isBlank()) {
      throw new InvalidDefinitionPart(part, "must not be blank");
    }
  }

  /** For links that people follow: anything but a web address could run a script in their page. */
  static void requireWebUrl(String part, @Nullable String url) {
    if (url != null && !WebAddress.isLink(url)) {
      throw new InvalidDefinitionPart(part, "must be a web address: https://host or http://host");
    }
  }

  static <V> Map<String, V> ordered(Map<String, V> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
