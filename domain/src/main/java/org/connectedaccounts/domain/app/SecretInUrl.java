package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/** A credential goes right after base_url, so every request that carries it begins there. */
final class SecretInUrl {

  private SecretInUrl() {}

  static void check(Api api, AuthScheme scheme, @Nullable IdentityLookup identity) {
    UrlTemplate base = api.baseUrl();
    boolean inUrl = api.credentials().stream().anyMatch(CredentialPlacement.Url.class::isInstance);
    if (base == null || !inUrl) {
      return;
    }
    if (identity != null && identity.request() != null) {
      requireStart("identity/request/url", identity.request(), base);
    }
    if (scheme instanceof OAuth2 oauth && oauth.choice() != null) {
      requireStart("choose/request/url", oauth.choice().request(), base);
    }
  }

  private static void requireStart(String part, RequestTemplate request, UrlTemplate base) {
    if (!request.url().startsWith(base)) {
      throw new InvalidDefinitionPart(
          part, "begins with base_url where a credential goes into the URL");
    }
  }
}
