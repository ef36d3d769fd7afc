package org.connectedaccounts.credentials;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A credential as it was vended: tokens or fields by name. Its text shows names, never values. */
public final class Credential {

  private final String accountId;
  private final String type;
  private final Map<String, String> values;
  private final long version;
  private final @Nullable Instant expiresAt;
  private final List<String> scopes;

  Credential(
      String accountId,
      String type,
      Map<String, String> values,
      long version,
      @Nullable Instant expiresAt,
      List<String> scopes) {
    this.accountId = accountId;
    this.type = type;
    this.values = Map.copyOf(values);
    this.version = version;
    this.expiresAt = expiresAt;
    this.scopes = List.copyOf(scopes);
  }

  public String accountId() {
    return accountId;
  }

  /** The auth type, such as {@code oauth2} or {@code api_key}; more may come. */
  public String type() {
    return type;
  }

  /** The names there are; {@code GET /v1/apps/{app}} tells them as {@code auths}. */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * A secret.
   *
   * @throws CredentialException {@code value_missing} if there is none of this name
   */
  public String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw CredentialException.here(
          accountId, "value_missing", "there is no " + name + " among " + names());
    }
    return value;
  }

  /** Grows with every change of the credential. */
  public long version() {
    return version;
  }

  /** When the first of its tokens expires; empty when none does. */
  public Optional<Instant> expiresAt() {
    return Optional.ofNullable(expiresAt);
  }

  public List<String> scopes() {
    return scopes;
  }

  @Override
  public String toString() {
    return "Credential[" + accountId + ", " + type + ", " + names() + ", version " + version + "]";
  }
}
