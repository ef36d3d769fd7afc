package org.connectedaccounts.harness.process;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a replica is started.
 *
 * @param properties of the service, as {@code -D}
 * @param databasePort the server's, or a proxy's before it
 */
public record ReplicaSettings(Map<String, String> properties, int databasePort) {
  public ReplicaSettings {
    properties = Map.copyOf(properties);
  }

  public ReplicaSettings with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new ReplicaSettings(more, databasePort);
  }

  public ReplicaSettings over(int port) {
    return new ReplicaSettings(properties, port);
  }
}
