package org.connectedaccounts.domain.app;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.domain.app.Reference.Root;

/** Sets of references, and whether those of a template are among them. */
final class ReferenceSets {

  private ReferenceSets() {}

  @SafeVarargs
  static Set<Reference> union(Set<Reference>... sets) {
    Set<Reference> all = new HashSet<>();
    for (Set<Reference> set : sets) {
      all.addAll(set);
    }
    return all;
  }

  static Set<Reference> of(Root root, Set<String> names) {
    Set<Reference> all = new HashSet<>();
    names.forEach(name -> all.add(new Reference(root, name)));
    return all;
  }

  /** Refuses a reference of {@code used} that is not known. */
  static void requireKnown(String part, Set<Reference> used, Set<Reference> known) {
    for (Reference reference : used) {
      if (!known.contains(reference)) {
        String why =
            reference.root() == Root.SECRET
                ? " is not a secret that may stand here"
                : " is not known here";
        throw new InvalidDefinitionPart(part, reference + why);
      }
    }
  }

  static void requireKnown(String part, Map<String, Template> texts, Set<Reference> known) {
    texts.forEach((name, text) -> requireKnown(part + "/" + name, text.references(), known));
  }
}
