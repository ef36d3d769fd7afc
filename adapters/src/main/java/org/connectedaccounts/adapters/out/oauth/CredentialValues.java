package org.connectedaccounts.adapters.out.oauth;

import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.Reference;
import org.connectedaccounts.domain.app.TemplateValues;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.jspecify.annotations.Nullable;

/** What an account holds, as the values of its definition's templates. */
record CredentialValues(Credential credential) implements TemplateValues {

  @Override
  public @Nullable String value(Reference reference) {
    return switch (reference.root()) {
      case INPUT -> credential.inputs().get(reference.name());
      case CAPTURE -> credential.captures().get(reference.name());
      case SECRET -> secret(reference.name());
    };
  }

  private @Nullable String secret(String name) {
    Token token = credential.tokens().get(name);
    Secret secret = token != null ? token.value() : credential.secrets().get(name);
    return secret == null ? null : secret.reveal();
  }
}
