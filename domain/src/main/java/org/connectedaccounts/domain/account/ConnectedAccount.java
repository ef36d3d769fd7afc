package org.connectedaccounts.domain.account;

import java.util.Arrays;
import java.util.Map;
import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A user's account on another app, without its secrets: those are generations of sealed credentials
 * beside it.
 *
 * @param generation number of the current credential; a write names the one it was made from, or
 *     changes nothing
 */
public record ConnectedAccount(
    WorkspaceId workspace,
    AccountId id,
    Origin origin,
    Owner owner,
    @Nullable Identity identity,
    @Nullable String nickname,
    Map<String, String> metadata,
    GrantedScopes scopes,
    AccountStatus status,
    long generation,
    Times times) {

  public ConnectedAccount {
    metadata = Map.copyOf(metadata);
  }

  public AppSlug app() {
    return origin.definition().slug();
  }

  /** What a person sees where an account is picked. */
  public String displayName(String appName) {
    if (nickname != null) {
      return nickname;
    }
    if (identity == null) {
      return appName;
    }
    if (identity.name() != null) {
      return identity.name();
    }
    return identity.email() != null ? identity.email() : identity.id();
  }

  /**
   * Of what people go by: what it is called, whose it is, who it is at the provider, what it may do
   * and how it stands. Not of tokens, which are replaced by the hour, nor of times and uses.
   */
  public Version version() {
    return Version.of(
        id,
        nickname,
        owner.externalUserId(),
        owner.shared(),
        metadata,
        identity == null ? null : Arrays.asList(identity.id(), identity.name(), identity.email()),
        scopes.granted(),
        status.state(),
        status.reason());
  }

  public ConnectedAccount withStatus(AccountStatus next) {
    return new ConnectedAccount(
        workspace,
        id,
        origin,
        owner,
        identity,
        nickname,
        metadata,
        scopes,
        next,
        generation,
        times);
  }

  public ConnectedAccount withTimes(Times next) {
    return new ConnectedAccount(
        workspace,
        id,
        origin,
        owner,
        identity,
        nickname,
        metadata,
        scopes,
        status,
        generation,
        next);
  }

  public ConnectedAccount withScopes(GrantedScopes next) {
    return new ConnectedAccount(
        workspace,
        id,
        origin,
        owner,
        identity,
        nickname,
        metadata,
        next,
        status,
        generation,
        times);
  }

  public ConnectedAccount withGeneration(long next) {
    return new ConnectedAccount(
        workspace, id, origin, owner, identity, nickname, metadata, scopes, status, next, times);
  }

  public ConnectedAccount withOrigin(Origin next) {
    return new ConnectedAccount(
        workspace,
        id,
        next,
        owner,
        identity,
        nickname,
        metadata,
        scopes,
        status,
        generation,
        times);
  }

  public ConnectedAccount withIdentity(@Nullable Identity next) {
    return new ConnectedAccount(
        workspace, id, origin, owner, next, nickname, metadata, scopes, status, generation, times);
  }

  public ConnectedAccount withNickname(@Nullable String next) {
    return new ConnectedAccount(
        workspace, id, origin, owner, identity, next, metadata, scopes, status, generation, times);
  }

  public ConnectedAccount withMetadata(Map<String, String> next) {
    return new ConnectedAccount(
        workspace, id, origin, owner, identity, nickname, next, scopes, status, generation, times);
  }

  public ConnectedAccount withOwner(Owner next) {
    return new ConnectedAccount(
        workspace,
        id,
        origin,
        next,
        identity,
        nickname,
        metadata,
        scopes,
        status,
        generation,
        times);
  }
}
