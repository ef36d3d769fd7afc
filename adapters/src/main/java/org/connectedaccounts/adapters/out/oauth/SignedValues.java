package org.connectedaccounts.adapters.out.oauth;

import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Assertion;
import org.connectedaccounts.domain.app.Reference;
import org.connectedaccounts.domain.app.Reference.Root;
import org.connectedaccounts.domain.app.TemplateValues;
import org.jspecify.annotations.Nullable;

/**
 * The values of one request and what is signed for it: {@code ${assertion.jwt}}, signed when it is
 * first asked for.
 */
final class SignedValues implements TemplateValues {

  private final CredentialValues values;
  private final @Nullable Assertion assertion;
  private @Nullable String jwt;

  SignedValues(CredentialValues values, @Nullable Assertion assertion) {
    this.values = values;
    this.assertion = assertion;
  }

  @Override
  public @Nullable String value(Reference reference) {
    return reference.root() == Root.ASSERTION ? signed() : values.value(reference);
  }

  private @Nullable String signed() {
    Assertion wanted = assertion;
    if (jwt == null && wanted != null) {
      Secret key = values.credential().secrets().get(wanted.key());
      if (key == null) {
        throw Assertions.unusable();
      }
      jwt = Assertions.sign(Assertions.Text.of(wanted, values), key, values.moment());
    }
    return jwt;
  }

  /** What was signed, which an answer may echo; null: nothing. */
  @Nullable String jwt() {
    return jwt;
  }
}
