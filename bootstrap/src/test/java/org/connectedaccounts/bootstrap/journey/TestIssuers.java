package org.connectedaccounts.bootstrap.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.testing.SigningIssuer;

/**
 * Issuers that are trusted and not there yet when the service starts: {@code login}, which may
 * speak for every workspace, {@code elsewhere}, for one that there is not, and {@code away}, which
 * never comes.
 */
final class TestIssuers {

  static final String WORKSPACE_CLAIM = "https://acme.example/workspace";
  private static final String PREFIX = "connected-accounts.trusted-issuers.";

  private TestIssuers() {}

  static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String name : new String[] {"login", "elsewhere", "away"}) {
      settings.put(PREFIX + name + ".issuer", "http://127.0.0.1:" + port(name));
      settings.put(PREFIX + name + ".audience", "another-service," + SigningIssuer.AUDIENCE);
    }
    settings.put(PREFIX + "login.workspace-claim", WORKSPACE_CLAIM);
    settings.put(PREFIX + "login.any-workspace", "true");
    settings.put(PREFIX + "login.scope-claim", "scope");
    settings.put(PREFIX + "login.scope-prefix", "accounts.");
    settings.put(PREFIX + "login.backend-clients", "worker");
    settings.put(PREFIX + "elsewhere.workspace", "ws_01kb2w3c5de8n4y7s6t9p2a1vg");
    settings.put(PREFIX + "away.workspace", "ws_01kb2w3c5de8n4y7s6t9p2a1vg");
    return settings;
  }

  /** The same for the profile and the test, which two class loaders load. */
  static int port(String name) {
    String property = "test.issuer." + name;
    if (System.getProperty(property) == null) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        System.setProperty(property, Integer.toString(socket.getLocalPort()));
      } catch (IOException noPort) {
        throw new UncheckedIOException(noPort);
      }
    }
    return Integer.parseInt(Objects.requireNonNull(System.getProperty(property)));
  }
}
