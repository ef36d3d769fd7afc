package org.connectedaccounts.domain.app;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A named value in a template: {@code ${input.shop}}, {@code ${secret.api_key}}. */
public record Reference(Root root, String name) implements Expression {

  /** Where the value comes from. */
  public enum Root {
    /** A non-secret field that was asked from the end user. */
    INPUT,
    /** A secret field, or a token of the account. */
    SECRET,
    /** Something the provider told while the account was connected. */
    CAPTURE,
    /** The time of the request. */
    NOW,
    /** Made anew for every request. */
    RANDOM,
    /** Signed for the request. */
    ASSERTION
  }

  /** What is known of the moment of a request, and made for it. */
  public static final Set<Reference> OF_THE_MOMENT =
      Set.of(
          new Reference(Root.NOW, "iso"),
          new Reference(Root.NOW, "basic"),
          new Reference(Root.NOW, "date"),
          new Reference(Root.NOW, "http"),
          new Reference(Root.NOW, "seconds"),
          new Reference(Root.NOW, "milliseconds"),
          new Reference(Root.RANDOM, "uuid"),
          new Reference(Root.RANDOM, "hex"));

  static Reference parse(String written, String hole) {
    int dot = written.indexOf('.');
    String name = written.substring(dot + 1);
    if (dot < 0 || !Names.legal(name)) {
      throw new InvalidDefinitionPart("", "${" + hole + "} is not ${root.name}");
    }
    for (Root root : Root.values()) {
      if (root.name().toLowerCase(Locale.ROOT).equals(written.substring(0, dot))) {
        return new Reference(root, name);
      }
    }
    throw new InvalidDefinitionPart(
        "", "${" + hole + "} must begin with input, secret, capture, now, random or assertion");
  }

  @Override
  public Set<Reference> references() {
    return Set.of(this);
  }

  @Override
  public @Nullable String value(TemplateValues values) {
    return values.value(this);
  }

  /** As it is written inside a hole: {@code input.shop}. */
  public String written() {
    return root.name().toLowerCase(Locale.ROOT) + "." + name;
  }

  @Override
  public String toString() {
    return "${" + written() + "}";
  }
}
