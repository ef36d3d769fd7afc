package org.connectedaccounts.bootstrap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Where browsers reach this service. Redirect URIs are made of it, so it must be set, and
 * encrypted, wherever anybody but this machine can come in.
 */
record PublicUrl(URI value) {

  static final String SETTING = "connected-accounts.public-url";

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * @throws StartRefused if it is no such URL
   */
  static PublicUrl of(String text) {
    try {
      var url = new PublicUrl(new URI(text));
      url.check();
      return url;
    } catch (URISyntaxException notUrl) {
      throw new StartRefused(SETTING + " is not a URL.", notUrl);
    }
  }

  boolean isThisMachine() {
    return THIS_MACHINE.contains(value.getHost());
  }

  /** The one that is written, else its scheme's own. */
  int port() {
    int usual = "https".equals(value.getScheme()) ? 443 : 80;
    return value.getPort() < 0 ? usual : value.getPort();
  }

  String withoutSlash() {
    String text = value.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private void check() {
    boolean http = "http".equals(value.getScheme());
    if (value.getHost() == null || !(http || "https".equals(value.getScheme()))) {
      throw new StartRefused(SETTING + " must be an absolute http or https URL.");
    }
    if (value.getQuery() != null || value.getFragment() != null || value.getUserInfo() != null) {
      throw new StartRefused(SETTING + " must have no query, fragment or user.");
    }
    if (http && !isThisMachine()) {
      throw new StartRefused(
          SETTING + " must be https: authorization codes come back to it through browsers.");
    }
  }
}
