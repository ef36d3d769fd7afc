package org.connectedaccounts.domain.app;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An app that accounts can be connected to: how it is listed and in which ways it is connected, the
 * first being the default. Refuses an app without a method and two methods of the same id.
 */
public record AppDefinition(
    AppSlug slug, AppListing listing, List<AuthMethod> methods, AppDocument source) {

  public AppDefinition {
    methods = List.copyOf(methods);
    if (methods.isEmpty()) {
      throw new InvalidDefinitionPart("auth", "an app needs at least one method");
    }
    Set<AuthMethodId> seen = new HashSet<>();
    for (int i = 0; i < methods.size(); i++) {
      if (!seen.add(methods.get(i).id())) {
        throw new InvalidDefinitionPart("auth/" + i + "/id", "this id is used twice");
      }
    }
  }

  public AuthMethod defaultMethod() {
    return methods.getFirst();
  }

  public Optional<AuthMethod> method(AuthMethodId id) {
    return methods.stream().filter(method -> method.id().equals(id)).findFirst();
  }

  /**
   * Why this version does not serve the accounts that were made with this method of {@code made},
   * another version; empty where it does.
   */
  public List<String> misfits(AuthMethodId id, AppDefinition made) {
    AuthMethod was = made.method(id).orElseThrow();
    return method(id).map(is -> is.misfits(was)).orElse(List.of("the method is gone"));
  }

  /** The same, known to be the operator's. */
  public AppDefinition byOperator() {
    return new AppDefinition(slug, listing, methods, source.byOperator());
  }

  public boolean isOperators() {
    return source.operators();
  }

  public String name() {
    return listing.name();
  }

  public List<String> aliases() {
    return listing.aliases();
  }

  public String category() {
    return listing.category();
  }

  public @Nullable String homepageUrl() {
    return listing.homepageUrl();
  }

  public @Nullable String docsUrl() {
    return listing.docsUrl();
  }

  public @Nullable String logo() {
    return listing.logo();
  }

  public String document() {
    return source.text();
  }

  public String digest() {
    return source.digest();
  }
}
