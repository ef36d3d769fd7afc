package org.connectedaccounts.domain.connect;

import java.time.Instant;
import java.util.List;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * One try within a session: an authorization request on its way, or a filled-in key form. It holds
 * a snapshot of the definition, so that an edit in between cannot send the code elsewhere (RFC
 * 9700, 4.4).
 *
 * @param authorization null for a key form
 * @param scopes asked for
 * @param credential what is known so far, sealed: typed fields, later the granted tokens
 * @param verified whether the provider already accepted the credential
 * @param identity who it is there, as far as the provider has told already
 */
public record AuthorizationAttempt(
    WorkspaceId workspace,
    AttemptId id,
    SessionId session,
    DefinitionRef definition,
    AuthMethodId method,
    @Nullable AuthorizationRequest authorization,
    List<String> scopes,
    SealedCredential credential,
    boolean verified,
    @Nullable Identity identity,
    Instant expiresAt) {

  public AuthorizationAttempt {
    scopes = List.copyOf(scopes);
  }

  /**
   * What was sent to the authorization endpoint (RFC 6749, 4.1.1).
   *
   * @param page whether our own page asked for it; after the browser's return, whether that was the
   *     browser that redeemed the session's link
   * @param context names the client registration in the redirect URI
   * @param stateHash the state itself is nowhere kept
   * @param verifier PKCE code verifier (RFC 7636), sealed; null where the provider breaks on PKCE
   * @param code the authorization code, sealed, once the browser brought it
   */
  public record AuthorizationRequest(
      OAuthClientId client,
      WorkspaceId clientOwner,
      boolean page,
      String context,
      String stateHash,
      String redirectUri,
      @Nullable Sealed verifier,
      @Nullable Sealed code) {

    public AuthorizationRequest withCode(Sealed received) {
      return new AuthorizationRequest(
          client, clientOwner, page, context, stateHash, redirectUri, verifier, received);
    }

    AuthorizationRequest onPage(boolean here) {
      return new AuthorizationRequest(
          client, clientOwner, here, context, stateHash, redirectUri, verifier, code);
    }
  }

  /** Where a part of it is sealed for: {@code credential}, {@code verifier} or {@code code}. */
  public static SealedFor sealedFor(WorkspaceId workspace, AttemptId id, String field) {
    return new SealedFor(workspace, "attempt", id.value(), 0, field);
  }

  public SealedFor sealedFor(String field) {
    return sealedFor(workspace, id, field);
  }

  public AuthorizationAttempt withCode(Sealed code, SealedCredential next) {
    return new AuthorizationAttempt(
        workspace,
        id,
        session,
        definition,
        method,
        authorization == null ? null : authorization.withCode(code),
        scopes,
        next,
        verified,
        identity,
        expiresAt);
  }

  /** The same, asked for by our page or not. */
  public AuthorizationAttempt onPage(boolean here) {
    return new AuthorizationAttempt(
        workspace,
        id,
        session,
        definition,
        method,
        authorization == null ? null : authorization.onPage(here),
        scopes,
        credential,
        verified,
        identity,
        expiresAt);
  }

  /** Whether our page asked for it, in the browser that redeemed the session's link. */
  public boolean isOfPage() {
    return authorization != null && authorization.page();
  }

  /** The same, kept until then at least. */
  public AuthorizationAttempt lasting(Instant until) {
    return new AuthorizationAttempt(
        workspace,
        id,
        session,
        definition,
        method,
        authorization,
        scopes,
        credential,
        verified,
        identity,
        until.isAfter(expiresAt) ? until : expiresAt);
  }

  /** A grant from which the user must still choose. */
  public AuthorizationAttempt granted(
      SealedCredential next, List<String> grantedScopes, @Nullable Identity who) {
    return new AuthorizationAttempt(
        workspace,
        id,
        session,
        definition,
        method,
        authorization,
        grantedScopes,
        next,
        true,
        who,
        expiresAt);
  }
}
