package org.connectedaccounts.adapters.in.demo;

import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** What a browser brings to the consent page (RFC 6749, 4.1.1, and RFC 7636, 4.3). */
record AuthorizationQuery(
    @QueryParam("response_type") @Nullable String responseType,
    @QueryParam("client_id") @Nullable String clientId,
    @QueryParam("redirect_uri") @Nullable String redirectUri,
    @QueryParam("scope") @Nullable String scope,
    @QueryParam("state") @Nullable String state,
    @QueryParam("code_challenge") @Nullable String codeChallenge,
    @QueryParam("code_challenge_method") @Nullable String codeChallengeMethod) {}
