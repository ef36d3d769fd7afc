package org.connectedaccounts.domain.app;

import org.jspecify.annotations.Nullable;

/** Where it is said who the connected account is at the provider. */
public record IdentityLookup(
    Source from,
    @Nullable RequestTemplate request,
    DottedPath id,
    @Nullable DottedPath name,
    @Nullable DottedPath email) {

  /** What the paths read. */
  public enum Source {
    TOKEN_RESPONSE,
    ID_TOKEN,
    /** The answer to {@link IdentityLookup#request}, sent with the credentials of the account. */
    USERINFO
  }

  public IdentityLookup {
    if ((from == Source.USERINFO) != (request != null)) {
      throw new InvalidDefinitionPart("request", "is given for from: userinfo, and only there");
    }
    if (id.value().isEmpty()) {
      throw new InvalidDefinitionPart("id", "must not be empty");
    }
  }
}
