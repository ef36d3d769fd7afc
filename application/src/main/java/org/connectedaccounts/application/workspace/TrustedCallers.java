package org.connectedaccounts.application.workspace;

import org.connectedaccounts.application.port.IssuedTokens;
import org.connectedaccounts.application.port.IssuedTokens.Verified;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.Caller;

/** Tells who calls with a token that somebody else signed. */
public final class TrustedCallers {

  private final IssuedTokens tokens;
  private final Workspaces workspaces;

  public TrustedCallers(IssuedTokens tokens, Workspaces workspaces) {
    this.tokens = tokens;
    this.workspaces = workspaces;
  }

  Caller of(Secret token) {
    Verified verified = tokens.verify(token);
    Caller.ByToken caller =
        verified.issuer().meaning().callerOf(verified.issuer().name(), verified.claims());
    // Keys end with their workspace; a token knows nothing of its end.
    if (workspaces.find(caller.workspace()).isEmpty()) {
      throw Refusal.of(
          Code.UNAUTHENTICATED, "This token names no workspace that its issuer speaks for.");
    }
    return caller;
  }
}
