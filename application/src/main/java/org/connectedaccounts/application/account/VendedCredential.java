package org.connectedaccounts.application.account;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.AuthName;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.jspecify.annotations.Nullable;

/**
 * What a step gets of an account: the names of its definition with their values, never the refresh
 * token.
 *
 * @param version names this generation, for a caller to say which one was rejected
 * @param expiresAt null: does not expire, as far as is known
 */
public record VendedCredential(
    AccountId account,
    String type,
    Map<String, Secret> auths,
    String version,
    @Nullable Instant expiresAt,
    List<String> scopes) {

  static VendedCredential of(ConnectedAccount account, AuthMethod method, Credential credential) {
    var auths = new LinkedHashMap<String, Secret>();
    for (AuthName name : method.authNames()) {
      Secret value = value(name.name(), credential);
      if (value != null) {
        auths.put(name.name(), value);
      }
    }
    return new VendedCredential(
        account.id(),
        method.scheme().type(),
        auths,
        version(account),
        account.times().expiresAt(),
        account.scopes().granted());
  }

  static String version(ConnectedAccount account) {
    return Long.toString(account.generation());
  }

  private static @Nullable Secret value(String name, Credential credential) {
    Token token = credential.tokens().get(name);
    if (token != null) {
      return token.value();
    }
    Secret secret = credential.secrets().get(name);
    if (secret != null) {
      return secret;
    }
    String plain = credential.inputs().getOrDefault(name, credential.captures().get(name));
    return plain == null ? null : Secret.of(plain);
  }
}
