package org.connectedaccounts.domain.credential;

import java.time.Instant;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/**
 * One named access token.
 *
 * @param expiresAt null: it does not expire, as far as the provider and the definition say
 */
public record Token(Secret value, @Nullable Instant expiresAt) {}
