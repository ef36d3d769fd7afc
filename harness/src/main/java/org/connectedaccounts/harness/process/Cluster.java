package org.connectedaccounts.harness.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Replicas over one PostgreSQL, which is theirs alone. All of it ends with the harness. */
public final class Cluster implements AutoCloseable {
  private final Undertaker undertaker;
  private final Thread hook = new Thread(this::stop, "end of the harness");
  private final Database database;
  private final Plan plan;
  private final List<Replica> replicas;

  private Cluster(Undertaker undertaker, Database database, Plan plan, List<Replica> replicas) {
    this.undertaker = undertaker;
    this.database = database;
    this.plan = plan;
    this.replicas = replicas;
  }

  /** Makes the database and starts nothing else yet. */
  public static Cluster prepare(Plan plan) {
    Undertaker undertaker = Undertaker.start(plan.directory());
    try {
      Database database =
          Database.start(
              plan.directory().resolve("data/pg"),
              plan.directory().resolveSibling("postgresql"),
              undertaker);
      Path apps =
          AppDefinitions.write(plan.directory().resolve("apps"), plan.providerPort(), plan.grace());
      Installation installation = Installation.of(plan.directory(), apps, plan.keys(), undertaker);
      ReplicaSettings settings = new ReplicaSettings(plan.properties(), database.port());
      List<Replica> replicas =
          IntStream.rangeClosed(1, plan.replicas())
              .mapToObj(
                  n ->
                      new Replica(
                          n, plan.directory().resolve("replica-" + n), installation, settings))
              .toList();
      Cluster cluster = new Cluster(undertaker, database, plan, replicas);
      Runtime.getRuntime().addShutdownHook(cluster.hook);
      return cluster;
    } catch (RuntimeException | Error failed) {
      undertaker.close();
      throw failed;
    }
  }

  /** The first one alone: it makes the schema, the keyring and the first workspace. */
  public void start() {
    replicas.getFirst().start();
    replicas.getFirst().awaitReady();
    replicas.stream().skip(1).forEach(Replica::start);
    replicas.forEach(Replica::awaitReady);
  }

  public Database database() {
    return database;
  }

  public Keys keys() {
    return plan.keys();
  }

  /** The replicas' own; it is there once they run. */
  public Path keyring() {
    return Installation.keyring(plan.directory());
  }

  public List<Replica> replicas() {
    return replicas;
  }

  public Replica replica(int number) {
    return replicas.get(number - 1);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
    stop();
  }

  private void stop() {
    try {
      replicas.forEach(Replica::kill);
      database.close();
    } finally {
      undertaker.close();
    }
  }

  /**
   * What is to be started.
   *
   * @param directory of this run alone
   * @param providerPort the fake provider's, or a proxy's before it
   * @param properties of every replica
   */
  public record Plan(
      Path directory,
      int replicas,
      int providerPort,
      Duration grace,
      Keys keys,
      Map<String, String> properties) {}
}
