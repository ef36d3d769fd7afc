package org.connectedaccounts.bootstrap.walk;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.testing.SigningIssuer;

/** As {@link JourneyProfile}, with an issuer that may speak for every workspace. */
public final class IssuerWalkProfile implements QuarkusTestProfile {

  private static final String PREFIX = "connected-accounts.trusted-issuers.walk.";

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new LinkedHashMap<>(JourneyProfile.withoutIssuers());
    settings.put(PREFIX + "issuer", "http://127.0.0.1:" + port());
    settings.put(PREFIX + "audience", SigningIssuer.AUDIENCE);
    settings.put(PREFIX + "workspace-claim", "workspace");
    settings.put(PREFIX + "any-workspace", "true");
    settings.put(PREFIX + "scope-claim", "roles");
    settings.put(PREFIX + "backend-clients", "worker");
    return settings;
  }

  /** The same for the profile and the test, which two class loaders load. */
  static int port() {
    String property = "test.issuer.walk";
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
