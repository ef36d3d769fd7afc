package org.connectedaccounts.domain.workspace;

import java.time.Instant;
import java.util.List;
import org.connectedaccounts.domain.Version;
import org.jspecify.annotations.Nullable;

/**
 * A tenant: one customer company, or one environment of the integrating product.
 *
 * @param accentColor of buttons and links on its pages, {@code #rrggbb}
 * @param returnUrls where a browser may be sent after consent; compared exactly
 * @param allowedOrigins origins whose pages may call the API and embed the pages; compared exactly
 * @param browserBound whether connecting on our own page completes by itself, in the browser that
 *     redeemed the session's link, instead of by the caller's backend
 * @param sharedIdentities whether several users may connect one identity of an app
 */
public record Workspace(
    WorkspaceId id,
    String name,
    @Nullable String logoUrl,
    @Nullable String accentColor,
    List<String> returnUrls,
    List<String> allowedOrigins,
    boolean browserBound,
    SharedIdentities sharedIdentities,
    Instant createdAt) {

  public Workspace {
    returnUrls = List.copyOf(returnUrls);
    allowedOrigins = List.copyOf(allowedOrigins);
  }

  /** Of all that can be changed. */
  public Version version() {
    return Version.of(
        id, name, logoUrl, accentColor, returnUrls, allowedOrigins, browserBound, sharedIdentities);
  }

  /** Exact match only (RFC 9700, 4.1.3). */
  public boolean registersReturnUrl(String url) {
    return returnUrls.contains(url);
  }
}
