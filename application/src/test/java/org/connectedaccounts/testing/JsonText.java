package org.connectedaccounts.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Just enough JSON for a scripted answer: writes any tree, reads a flat object of strings. */
public final class JsonText {

  private static final Pattern FLAT_MEMBER =
      Pattern.compile("\"([^\"\\\\]+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,}\\s\"]+))");

  private JsonText() {}

  public static String write(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + write(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(JsonText::write).collect(Collectors.joining(",", "[", "]"));
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      default -> quoted(value.toString());
    };
  }

  static Map<String, List<String>> readFlat(String text) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Matcher members = FLAT_MEMBER.matcher(text);
    while (members.find()) {
      String string = members.group(2);
      String value = string != null ? unescaped(string) : members.group(3);
      values.put(members.group(1), List.of(value));
    }
    return values;
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static String unescaped(String text) {
    return text.replace("\\/", "/").replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
