package org.connectedaccounts.adapters.out.catalog;

import java.util.List;
import org.connectedaccounts.domain.app.FieldHelp;
import org.connectedaccounts.domain.app.FieldOption;
import org.connectedaccounts.domain.app.FieldRules;
import org.connectedaccounts.domain.app.InputField;

/** Reads one entry of {@code fields}. */
final class FieldReader {

  private FieldReader() {}

  static InputField read(Section field) {
    String name = field.text("name");
    String label = field.text("label");
    boolean secret = field.truth("secret", true);
    boolean required = field.truth("required", true);
    String otherwise = field.optionalText("default");
    FieldRules rules = rules(field);
    FieldHelp help = help(field);
    return Faults.made(
        field, () -> new InputField(name, label, secret, required, rules, help, otherwise));
  }

  private static FieldRules rules(Section field) {
    String pattern = field.optionalText("pattern");
    int shortest = field.number("min_length", 1);
    int longest = field.number("max_length", FieldRules.DEFAULT_MAX_LENGTH);
    boolean multiline = field.truth("multiline", false);
    List<FieldOption> options =
        field.sections(
            "options",
            option -> {
              String value = option.text("value");
              return new FieldOption(value, option.text("label", value));
            });
    return Faults.made(field, () -> new FieldRules(pattern, shortest, longest, multiline, options));
  }

  private static FieldHelp help(Section field) {
    String hint = field.optionalText("hint");
    String example = field.optionalText("example");
    String helpUrl = field.optionalText("help_url");
    return Faults.made(field, () -> new FieldHelp(hint, example, helpUrl));
  }
}
