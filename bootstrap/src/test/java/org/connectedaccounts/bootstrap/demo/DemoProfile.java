package org.connectedaccounts.bootstrap.demo;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** The demo is on, at a port that is known before the start: its URLs are made of it. */
public final class DemoProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    int port = freePort();
    return Map.of(
        "connected-accounts.port", Integer.toString(port),
        "quarkus.http.test-port", Integer.toString(port),
        // With one port given and the other left to the machine, their meters differ in tags.
        "quarkus.management.test-port", Integer.toString(freePort()),
        "connected-accounts.demo.enabled", "true",
        "connected-accounts.egress.allow",
            "demo=127.0.0.1/32:%1$d,demo=[::1/128]:%1$d".formatted(port));
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
