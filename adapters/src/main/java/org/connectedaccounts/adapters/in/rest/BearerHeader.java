package org.connectedaccounts.adapters.in.rest;

import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/** The header Authorization of RFC 6750. */
public final class BearerHeader {

  private static final String SCHEME = "Bearer ";

  private BearerHeader() {}

  /** The token; null where there is no header, or one of another scheme. */
  public static @Nullable Secret token(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Secret.of(authorization.substring(SCHEME.length()).strip())
        : null;
  }
}
