package org.connectedaccounts.application.client;

import org.connectedaccounts.domain.Version;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of an app's OAuth client.
 *
 * @param client null where none is set up; then the redirect URI is the one to register before
 *     putting one
 * @param accountCount accounts bound to it that the caller may count
 */
public record ClientView(
    AppSlug app, String redirectUri, @Nullable OAuthClient client, long accountCount) {

  /** Where none is set up, too: so that one can be put if there still is none. */
  public Version version() {
    return client == null ? Version.of(app) : client.version();
  }
}
