package org.connectedaccounts.adapters.out.oauth;

import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.HostRules;
import org.connectedaccounts.domain.app.Moment;
import org.connectedaccounts.domain.app.Reference;
import org.connectedaccounts.domain.app.TemplateValues;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.jspecify.annotations.Nullable;

/**
 * What an account holds, as the values of its definition's templates, at the moment of one request.
 * A capture that names a host it must not name has no value, so nothing is sent there.
 */
record CredentialValues(Credential credential, HostRules hosts, Moment moment)
    implements TemplateValues {

  @Override
  public @Nullable String value(Reference reference) {
    return switch (reference.root()) {
      case INPUT -> credential.inputs().get(reference.name());
      case CAPTURE -> capture(reference.name());
      case SECRET -> secret(reference.name());
      case NOW, RANDOM -> moment.value(reference);
      case ASSERTION -> null;
    };
  }

  private @Nullable String capture(String name) {
    String value = credential.captures().get(name);
    return value != null && hosts.allows(name, value) ? value : null;
  }

  private @Nullable String secret(String name) {
    Token token = credential.tokens().get(name);
    Secret secret = token != null ? token.value() : credential.secrets().get(name);
    return secret == null ? null : secret.reveal();
  }
}
