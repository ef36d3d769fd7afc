package org.connectedaccounts.application.client;

import java.util.Optional;
import org.connectedaccounts.application.catalog.CataloguedApp;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.OAuth2;
import org.jspecify.annotations.Nullable;

/** Clients that sign what they say have a key where others have a secret. */
final class SigningClients {

  private SigningClients() {}

  /** Refuses what nothing can be signed with, before anybody is sent to a consent page for it. */
  static void require(CataloguedApp app, @Nullable Secret secret) {
    if (secret == null) {
      return;
    }
    app.definition().methods().stream()
        .flatMap(method -> problem(method, secret).stream())
        .findFirst()
        .ifPresent(
            detail -> {
              throw Refusal.invalid("/client_secret", detail);
            });
  }

  private static Optional<String> problem(AuthMethod method, Secret secret) {
    return method.scheme() instanceof OAuth2 oauth
        ? oauth.tokens().client().problem(secret)
        : Optional.empty();
  }
}
