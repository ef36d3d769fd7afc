package org.connectedaccounts.domain.client;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * The service's registration at a provider (RFC 6749, 2).
 *
 * @param owner the workspace that brought it, or the operator
 * @param secret null for a public client
 * @param former the secret before, where the provider may still know it alone
 * @param scopes asked for instead of the definition's; empty: the definition's
 * @param current whether new accounts are made with it; an older one lives until no account uses it
 */
public record OAuthClient(
    WorkspaceId owner,
    OAuthClientId id,
    AppSlug app,
    String clientId,
    @Nullable Sealed secret,
    int secretVersion,
    @Nullable Former former,
    List<String> scopes,
    Health health,
    boolean current,
    Instant updatedAt) {

  public OAuthClient {
    scopes = List.copyOf(scopes);
  }

  /** Of all that can be put; whether the provider accepts it changes by itself. */
  public Version version() {
    return Version.of(id, clientId, secretVersion, scopes);
  }

  /**
   * Whether the provider still accepts the client.
   *
   * @param reason the RFC 6749 error it answered; null while active
   */
  public record Health(State state, @Nullable String reason) {
    public static final Health ACTIVE = new Health(State.ACTIVE, null);
  }

  public enum State {
    ACTIVE,
    BROKEN;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public OAuthClient withHealth(Health next) {
    return new OAuthClient(
        owner, id, app, clientId, secret, secretVersion, former, scopes, next, current, updatedAt);
  }

  /**
   * A secret that was replaced.
   *
   * @param until how long it is kept
   */
  public record Former(Sealed secret, int version, Instant until) {}

  /** Where its secret is sealed for. */
  public static SealedFor sealedFor(WorkspaceId owner, OAuthClientId id, int secretVersion) {
    return new SealedFor(owner, "oauth_client", id.value(), secretVersion, "client_secret");
  }
}
