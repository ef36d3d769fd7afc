package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Text with holes, such as {@code Bearer ${secret.api_key}}. Refuses a hole that is not closed, of
 * an unknown root, or not a legal name. Rendering refuses a missing value by {@link
 * UnrenderableTemplate}.
 */
public record Template(List<Part> parts) {

  /** A piece of a template. */
  public sealed interface Part permits Literal, Hole {}

  /** Text that stands for itself. */
  public record Literal(String text) implements Part {}

  /** A place that a value fills. */
  public record Hole(Expression expression) implements Part {

    /** The value, or a refusal that names what is missing. */
    String valueOf(TemplateValues values) {
      String value = expression.value(values);
      if (value == null) {
        throw new UnrenderableTemplate(first(), "has no value");
      }
      return value;
    }

    /** What is blamed where the value does not fit. */
    Reference first() {
      return expression.references().iterator().next();
    }

    @Override
    public String toString() {
      return expression instanceof Reference ? expression.toString() : "${" + expression + "}";
    }
  }

  public Template {
    parts = List.copyOf(parts);
  }

  public static Template parse(String text) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    for (int open = text.indexOf("${"); open >= 0; open = text.indexOf("${", at)) {
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new InvalidDefinitionPart("", "a ${ is not closed");
      }
      if (open > at) {
        parts.add(new Literal(text.substring(at, open)));
      }
      parts.add(new Hole(ExpressionParser.parse(text.substring(open + 2, close))));
      at = close + 1;
    }
    if (at < text.length()) {
      parts.add(new Literal(text.substring(at)));
    }
    return new Template(parts);
  }

  public Set<Reference> references() {
    Set<Reference> found = new LinkedHashSet<>();
    for (Part part : parts) {
      if (part instanceof Hole(Expression expression)) {
        found.addAll(expression.references());
      }
    }
    return found;
  }

  /** Whether every hole has a value, be it the second that is tried. */
  public boolean isComplete(TemplateValues values) {
    return parts.stream()
        .allMatch(
            part -> !(part instanceof Hole(var expression)) || expression.value(values) != null);
  }

  /** The text with the values as they are. */
  public String render(TemplateValues values) {
    return render(values, (reference, value) -> value);
  }

  /** As {@link #render}, and refuses a value that would end the header line. */
  public String renderHeader(TemplateValues values) {
    return render(values, Template::headerSafe);
  }

  /** As {@link #render}, with the values escaped for the inside of a JSON string. */
  public String renderJson(TemplateValues values) {
    return render(values, (reference, value) -> Json.escape(value));
  }

  private String render(TemplateValues values, BiFunction<Reference, String, String> fit) {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> text.append(literal.text());
        case Hole hole -> text.append(fit.apply(hole.first(), hole.valueOf(values)));
      }
    }
    return text.toString();
  }

  private static String headerSafe(Reference reference, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new UnrenderableTemplate(reference, "has a character that no header may carry");
    }
    return value;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> text.append(literal.text());
        case Hole hole -> text.append(hole);
      }
    }
    return text.toString();
  }
}
