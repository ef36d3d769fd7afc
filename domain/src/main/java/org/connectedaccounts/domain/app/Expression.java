package org.connectedaccounts.domain.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What fills a hole of a template: a value, the first of several, or some of them in base64. */
public sealed interface Expression
    permits Reference, Expression.Text, Expression.First, Expression.Encoded {

  Set<Reference> references();

  /** The text, or null where a value that it needs is missing. */
  @Nullable String value(TemplateValues values);

  /** A text that stands for itself: {@code 'eu'}. */
  record Text(String text) implements Expression {
    @Override
    public Set<Reference> references() {
      return Set.of();
    }

    @Override
    public String value(TemplateValues values) {
      return text;
    }

    @Override
    public String toString() {
      return "'" + text + "'";
    }
  }

  /** The first that has a value: {@code input.region || 'eu'}. An empty one counts as none. */
  record First(List<Expression> tries) implements Expression {
    public First {
      tries = List.copyOf(tries);
    }

    @Override
    public Set<Reference> references() {
      return referencesOf(tries);
    }

    @Override
    public @Nullable String value(TemplateValues values) {
      for (Expression each : tries) {
        String value = each.value(values);
        if (value != null && !value.isEmpty()) {
          return value;
        }
      }
      return null;
    }

    @Override
    public String toString() {
      return joined(tries, " || ");
    }
  }

  /** Base64 of its parts, one after the other: {@code base64(input.user + ':' + secret.key)}. */
  record Encoded(List<Expression> parts) implements Expression {
    public Encoded {
      parts = List.copyOf(parts);
    }

    @Override
    public Set<Reference> references() {
      return referencesOf(parts);
    }

    @Override
    public @Nullable String value(TemplateValues values) {
      StringBuilder plain = new StringBuilder();
      for (Expression part : parts) {
        String value = part.value(values);
        if (value == null) {
          return null;
        }
        plain.append(value);
      }
      return Base64.getEncoder().encodeToString(plain.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "base64(" + joined(parts, " + ") + ")";
    }
  }

  private static Set<Reference> referencesOf(List<Expression> parts) {
    Set<Reference> all = new LinkedHashSet<>();
    parts.forEach(part -> all.addAll(part.references()));
    return all;
  }

  private static String written(Expression part) {
    return part instanceof Reference reference ? reference.written() : part.toString();
  }

  private static String joined(List<Expression> parts, String between) {
    return String.join(between, parts.stream().map(Expression::written).toList());
  }
}
