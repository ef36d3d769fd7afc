package org.connectedaccounts.domain.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a provider's refresh tokens. {@code grace} is how long a replaced refresh token
 * still works, and is known exactly for {@link ProviderClass#GRACE}.
 */
public record RefreshPolicy(
    ProviderClass providerClass,
    @Nullable Duration grace,
    RefreshRequest request,
    TokenLifetime lifetime) {

  /** Nothing is known: the refresh token is taken for one that works once. */
  public static final RefreshPolicy UNKNOWN =
      new RefreshPolicy(ProviderClass.STRICT, null, RefreshRequest.PLAIN, TokenLifetime.UNKNOWN);

  public RefreshPolicy {
    if ((providerClass == ProviderClass.GRACE) != (grace != null)) {
      throw new InvalidDefinitionPart("grace", "is given for class grace, and for no other");
    }
    if (grace != null && !grace.isPositive()) {
      throw new InvalidDefinitionPart("grace", "must be more than 0 seconds");
    }
  }

  public @Nullable Duration assumedTtl() {
    return lifetime.assumedTtl();
  }

  public @Nullable Duration margin() {
    return lifetime.margin();
  }

  public @Nullable Duration idleLimit() {
    return lifetime.idleLimit();
  }

  public @Nullable Duration hardLimit() {
    return lifetime.hardLimit();
  }
}
