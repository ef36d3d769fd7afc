package org.connectedaccounts.bootstrap.embedded;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives every {@code @QuarkusTest} the embedded PostgreSQL, without an annotation: it is found as a
 * service. The server is started once in a JVM; each start of the application has a database of its
 * own in it.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    var server = TestServer.running();
    return Map.of(
        "quarkus.datasource.jdbc.url", server.newDatabase(),
        "quarkus.datasource.username", server.username(),
        "quarkus.datasource.password", server.password());
  }

  @Override
  public void stop() {
    // The server stops with the JVM, and its directory goes with it.
  }
}
