package org.connectedaccounts.domain.app;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values that fill a template; null where there is none. */
@FunctionalInterface
public interface TemplateValues {

  @Nullable String value(Reference reference);

  static TemplateValues of(
      Map<String, String> inputs, Map<String, String> secrets, Map<String, String> captures) {
    return reference ->
        switch (reference.root()) {
          case INPUT -> inputs.get(reference.name());
          case SECRET -> secrets.get(reference.name());
          case CAPTURE -> captures.get(reference.name());
          case NOW, RANDOM, ASSERTION -> null;
        };
  }
}
