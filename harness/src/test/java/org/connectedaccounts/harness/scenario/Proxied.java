package org.connectedaccounts.harness.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.connectedaccounts.harness.fault.FaultProxy;
import org.connectedaccounts.harness.process.Cluster;
import org.connectedaccounts.harness.process.Replica;
import org.jspecify.annotations.Nullable;

/** A proxy on every link: one to the providers, and one for each replica to PostgreSQL. */
final class Proxied extends Wiring {
  private @Nullable FaultProxy provider;
  private final List<FaultProxy> databases = new ArrayList<>();

  @Override
  int beforeProvider(int port) {
    FaultProxy made = FaultProxy.before(port);
    provider = made;
    return made.port();
  }

  @Override
  void beforeDatabase(Cluster cluster) {
    for (Replica replica : cluster.replicas()) {
      FaultProxy made = FaultProxy.before(cluster.database().port());
      databases.add(made);
      replica.settings(replica.settings().over(made.port()));
    }
  }

  FaultProxy provider() {
    return Objects.requireNonNull(provider);
  }

  FaultProxy database(int replica) {
    return databases.get(replica - 1);
  }

  @Override
  void heal() {
    provider().heal();
    databases.forEach(FaultProxy::heal);
  }

  @Override
  public void close() {
    provider().close();
    databases.forEach(FaultProxy::close);
  }
}
