package org.connectedaccounts.adapters.out.oauth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.InputField;

/** What may be typed wrongly, each with all else as it should be. */
record BadFields(AuthMethod method, WrittenMethod written, Map<String, String> good) {

  /** A field that is required and empty, one that is not there, a value that no rule takes. */
  List<Map<String, String>> all() {
    List<Map<String, String>> all = new ArrayList<>();
    for (InputField field : method.fields()) {
      if (field.required() && field.defaultValue() == null) {
        Map<String, String> without = new LinkedHashMap<>(good);
        without.remove(field.name());
        all.add(without);
      }
      if (field.rules().pattern() != null || !field.rules().options().isEmpty()) {
        all.add(with(field.name(), "?! no rule takes this"));
      }
    }
    SampleFields.keys(written).keySet().forEach(key -> all.add(with(key, "no key at all")));
    all.add(with("nobody_asked", "x"));
    return all;
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> other = new LinkedHashMap<>(good);
    other.put(name, value);
    return other;
  }
}
