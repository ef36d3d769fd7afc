package org.connectedaccounts.testing;

import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;

/** What is left of an attempt once all that it kept sealed is destroyed, and whose it was. */
final class EmptiedAttempt {

  private EmptiedAttempt() {}

  static AuthorizationAttempt of(AuthorizationAttempt attempt) {
    var request = attempt.authorization();
    var key = attempt.credential().auths().dataKey();
    return new AuthorizationAttempt(
        attempt.workspace(),
        attempt.id(),
        attempt.session(),
        attempt.definition(),
        attempt.method(),
        request == null
            ? null
            : new AuthorizationAttempt.AuthorizationRequest(
                request.client(),
                request.clientOwner(),
                request.page(),
                request.context(),
                request.stateHash(),
                request.redirectUri(),
                null,
                null),
        attempt.scopes(),
        new SealedCredential(new Sealed(key, new byte[0]), null),
        attempt.verified(),
        null,
        attempt.expiresAt());
  }
}
