package org.connectedaccounts.harness.scenario;

import org.connectedaccounts.harness.process.Cluster;

/** What stands between the replicas and the others: nothing, unless a scenario says so. */
class Wiring implements AutoCloseable {
  /** The port that the replicas take for the provider's. */
  int beforeProvider(int port) {
    return port;
  }

  /** Puts something between replicas and PostgreSQL. */
  void beforeDatabase(Cluster cluster) {}

  void heal() {}

  @Override
  public void close() {}
}
