package org.connectedaccounts.domain.credential;

import org.jspecify.annotations.Nullable;

/**
 * A credential at rest. The refresh token is sealed apart, so that reading what a step needs never
 * opens it.
 *
 * @param auths tokens, fields and captures
 * @param refresh the refresh token, if there is one
 */
public record SealedCredential(Sealed auths, @Nullable Sealed refresh) {}
