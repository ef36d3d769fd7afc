package org.connectedaccounts.domain.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where in a request to the app a credential goes. */
public sealed interface CredentialPlacement {

  List<Template> templates();

  default Set<Reference> references() {
    Set<Reference> all = new LinkedHashSet<>();
    templates().forEach(template -> all.addAll(template.references()));
    return all;
  }

  default boolean isComplete(TemplateValues values) {
    return templates().stream().allMatch(template -> template.isComplete(values));
  }

  /** Whether a request goes without it where a value of it is missing. */
  default boolean optional() {
    return false;
  }

  /** A header, such as {@code Authorization: Bearer …}. */
  record Header(String name, Template value, boolean optional) implements CredentialPlacement {
    public Header {
      Names.requireText("name", name);
    }

    public Header(String name, Template value) {
      this(name, value, false);
    }

    @Override
    public List<Template> templates() {
      return List.of(value);
    }
  }

  /** A query parameter. */
  record Query(String name, Template value, boolean optional) implements CredentialPlacement {
    public Query {
      Names.requireText("name", name);
    }

    public Query(String name, Template value) {
      this(name, value, false);
    }

    @Override
    public List<Template> templates() {
      return List.of(value);
    }
  }

  /** Basic authentication (RFC 7617). */
  record Basic(Template username, Template password) implements CredentialPlacement {
    @Override
    public List<Template> templates() {
      return List.of(username, password);
    }
  }

  /** A part of the path that follows the base URL directly: {@code /bot${secret.bot_token}}. */
  record Url(Template value) implements CredentialPlacement {
    public Url {
      if (!value.toString().startsWith("/") || value.toString().contains("?")) {
        throw new InvalidDefinitionPart("value", "is a path that begins with /");
      }
    }

    @Override
    public List<Template> templates() {
      return List.of(value);
    }
  }

  /** A member of the JSON object in the body. */
  record Body(String name, Template value) implements CredentialPlacement {
    public Body {
      Names.requireText("name", name);
    }

    @Override
    public List<Template> templates() {
      return List.of(value);
    }
  }
}
