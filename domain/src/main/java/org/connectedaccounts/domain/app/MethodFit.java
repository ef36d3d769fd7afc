package org.connectedaccounts.domain.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether accounts that one version of a method made can live on another version of it. What they
 * are given must be kept under the names that their steps read, and nothing may be needed that they
 * do not have.
 */
final class MethodFit {

  private final AuthMethod made;
  private final AuthMethod present;

  MethodFit(AuthMethod made, AuthMethod present) {
    this.made = made;
    this.present = present;
  }

  /** Why not, for people; empty where they can. */
  List<String> misfits() {
    String type = present.scheme().type();
    if (!made.scheme().type().equals(type)) {
      return List.of("the type was " + made.scheme().type() + " and is " + type);
    }
    List<String> misfits = new ArrayList<>();
    answer(made).ifPresent(was -> answer(present).ifPresent(is -> names(misfits, was, is)));
    needed().forEach(missing -> misfits.add(missing + " is needed"));
    // Code reads fields by names of its own.
    if (!present.extensions().equals(Extensions.NONE)
        && !present.extensions().equals(made.extensions())) {
      misfits.add("extensions are others");
    }
    return List.copyOf(misfits);
  }

  private void names(List<String> misfits, TokenResponse was, TokenResponse is) {
    for (String token : was.tokens().keySet()) {
      if (!is.tokens().containsKey(token)) {
        misfits.add("the token " + token + " is gone");
      }
    }
    if (misfits.isEmpty() && !was.mainToken().equals(is.mainToken())) {
      misfits.add("the first token was " + was.mainToken());
    }
    for (String capture : was.capture().keySet()) {
      if (!is.capture().containsKey(capture)) {
        misfits.add("the capture " + capture + " is gone");
      }
    }
    taken(misfits, is.tokens().keySet(), was.tokens().keySet());
    taken(misfits, is.capture().keySet(), was.capture().keySet());
  }

  /** What an answer brings must not come in the place of what the account has from elsewhere. */
  private void taken(List<String> misfits, Set<String> brought, Set<String> before) {
    Set<String> names = new HashSet<>();
    made.fields().forEach(field -> names.add(field.name()));
    made.authNames().forEach(name -> names.add(name.name()));
    for (String name : brought) {
      if (names.contains(name) && !before.contains(name)) {
        misfits.add("the name " + name + " was another value's");
      }
    }
  }

  /** What requests cannot be made without, and an account may not have. */
  private Set<Reference> needed() {
    TemplateValues had = reference -> has(reference) ? "has one" : null;
    Set<Reference> needed = new LinkedHashSet<>();
    for (Template template : LaterRequests.of(present)) {
      if (!template.isComplete(had)) {
        template.references().stream().filter(each -> !has(each)).forEach(needed::add);
      }
    }
    return needed;
  }

  private boolean has(Reference reference) {
    String name = reference.name();
    return switch (reference.root()) {
      case INPUT -> hasField(name, false);
      case SECRET -> hasField(name, true) || hasToken(name);
      case CAPTURE -> captures().contains(name) || bringsItself(name);
      case NOW, RANDOM, ASSERTION -> true;
    };
  }

  /** One that could be left out is there for what still lets it be left out. */
  private boolean hasField(String name, boolean secret) {
    return made.field(name)
        .filter(field -> field.secret() == secret)
        .filter(field -> field.isAlwaysGiven() || !isAlwaysGiven(name))
        .isPresent();
  }

  private boolean isAlwaysGiven(String name) {
    return present.field(name).filter(InputField::isAlwaysGiven).isPresent();
  }

  private boolean hasToken(String name) {
    TokenPath was = token(made, name);
    TokenPath is = token(present, name);
    return bringsItself(name)
        || (was != null && (!was.optional() || (is != null && is.optional())));
  }

  /** Where all is asked anew, the first answer has what the second request needs. */
  private boolean bringsItself(String name) {
    return present.scheme() instanceof TypedGrant typed
        && (typed.response().tokens().containsKey(name)
            || typed.response().capture().containsKey(name));
  }

  private static @Nullable TokenPath token(AuthMethod method, String name) {
    return answer(method).map(answer -> answer.tokens().get(name)).orElse(null);
  }

  private Set<String> captures() {
    Set<String> captures = new HashSet<>();
    answer(made).ifPresent(answer -> captures.addAll(answer.capture().keySet()));
    if (made.scheme() instanceof OAuth2 oauth) {
      captures.addAll(oauth.consent().capture().keySet());
      Choice choice = oauth.choice();
      if (choice != null) {
        captures.add(choice.storeAs());
      }
    }
    return captures;
  }

  private static Optional<TokenResponse> answer(AuthMethod method) {
    return switch (method.scheme()) {
      case OAuth2 oauth -> Optional.of(oauth.tokens().response());
      case TypedGrant typed -> Optional.of(typed.response());
      case Keys _ -> Optional.empty();
    };
  }
}
