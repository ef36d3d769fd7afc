package org.connectedaccounts.domain.account;

import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.jspecify.annotations.Nullable;

/**
 * How an account came to be.
 *
 * @param method id of the auth method within the definition
 * @param client the OAuth client that made it, to which it stays bound; null where none was needed
 * @param verified whether the provider accepted the credential when it was saved
 */
public record Origin(
    DefinitionRef definition,
    AuthMethodId method,
    @Nullable OAuthClientId client,
    Binding binding,
    boolean verified) {}
