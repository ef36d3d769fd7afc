package org.connectedaccounts.adapters.out.catalog;

import java.util.List;
import java.util.Locale;

/** A picture made of initials, always the same for the same name. */
final class Monogram {

  /** Dark enough for white letters at 4.5:1, so it can be read on light and on dark pages. */
  private static final List<String> COLOURS =
      List.of(
          "#9a3412", "#92400e", "#3f6212", "#166534", "#115e59", "#155e75", "#1e40af", "#3730a3",
          "#5b21b6", "#86198f", "#9f1239", "#334155");

  private Monogram() {}

  static String svg(String name) {
    String colour = COLOURS.get(Math.floorMod(name.hashCode(), COLOURS.size()));
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\" role=\"img\">"
        + "<rect width=\"48\" height=\"48\" rx=\"10\" fill=\""
        + colour
        + "\"/><text x=\"24\" y=\"24\" dy=\".36em\" text-anchor=\"middle\" fill=\"#fff\""
        + " font-family=\"system-ui,sans-serif\" font-size=\"20\" font-weight=\"600\">"
        + initials(name)
        + "</text></svg>";
  }

  /** Only letters and digits, so that no name can bring markup along. */
  static String initials(String name) {
    List<String> words = Words.of(name);
    StringBuilder initials = new StringBuilder();
    for (String word : words.subList(0, Math.min(2, words.size()))) {
      initials.appendCodePoint(word.codePointAt(0));
    }
    return initials.isEmpty() ? "?" : initials.toString().toUpperCase(Locale.ROOT);
  }
}
