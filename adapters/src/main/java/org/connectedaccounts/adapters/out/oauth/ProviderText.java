package org.connectedaccounts.adapters.out.oauth;

import java.util.Optional;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.DottedPath;
import org.connectedaccounts.domain.app.IdentityLookup;
import org.jspecify.annotations.Nullable;

/** Values out of answers, fit to be kept: no control characters, of a bounded length. */
final class ProviderText {

  static final int LONGEST = 2_048;

  private ProviderText() {}

  /** A value that stands for itself, such as an id: kept whole or not at all. */
  static Optional<String> exact(DottedPath path, @Nullable Object tree) {
    return path.text(tree)
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
        .filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  /** A value that people read. */
  static Optional<String> readable(@Nullable DottedPath path, @Nullable Object tree) {
    if (path == null) {
      return Optional.empty();
    }
    return path.text(tree)
        .map(text -> text.replaceAll("\\p{Cc}+", " ").strip())
        .filter(text -> !text.isEmpty() && text.length() <= LONGEST);
  }

  static Optional<Identity> identity(IdentityLookup lookup, @Nullable Object tree) {
    return exact(lookup.id(), tree)
        .map(
            id ->
                new Identity(
                    id,
                    readable(lookup.name(), tree).orElse(null),
                    readable(lookup.email(), tree).orElse(null)));
  }
}
