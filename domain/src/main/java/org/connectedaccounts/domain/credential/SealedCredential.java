package org.connectedaccounts.domain.credential;

import org.jspecify.annotations.Nullable;

/**
 * A credential at rest. The refresh token is sealed apart, so that reading what a step needs never
 * opens it.
 *
 * @param auths tokens, fields and captures
 * @param refresh the refresh token, if there is one
 */
public record SealedCredential(Sealed auths, @Nullable Sealed refresh) {

  /** Where the first part of a credential is sealed for, of which this is the place. */
  public static SealedFor authsOf(SealedFor credential) {
    return credential.field(credential.field() + ".auths");
  }

  /** Where the refresh token of a credential is sealed for, of which this is the place. */
  public static SealedFor refreshOf(SealedFor credential) {
    return credential.field(credential.field() + ".refresh");
  }
}
