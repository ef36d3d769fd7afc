package org.connectedaccounts.harness.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.history.History;
import org.connectedaccounts.harness.history.HistoryChecker;
import org.connectedaccounts.harness.history.HistoryChecker.Verdict;
import org.connectedaccounts.harness.load.Account;
import org.connectedaccounts.harness.load.Caller;
import org.connectedaccounts.harness.load.Crowd;
import org.connectedaccounts.harness.load.Operator;
import org.connectedaccounts.harness.process.Cluster;
import org.connectedaccounts.harness.process.Keys;
import org.connectedaccounts.harness.process.Replica;
import org.connectedaccounts.harness.provider.FakeProvider;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.provider.Ledger;
import org.connectedaccounts.harness.provider.ProviderClass;

/** Everything that a scenario needs, started and set up; and the same questions at its end. */
final class Stage implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final int REPLICAS = 3;
  private static final int AT_A_TIME = 24;

  private final Report report;
  private final Pace pace;
  private final Random random;
  private final FakeProvider provider;
  private final History history;
  private final Cluster cluster;
  private final Operator operator;
  private final Map<String, Grant> accounts = new ConcurrentHashMap<>();

  private Stage(
      Report report,
      Pace pace,
      Random random,
      FakeProvider provider,
      History history,
      Cluster cluster,
      Operator operator) {
    this.report = report;
    this.pace = pace;
    this.random = random;
    this.provider = provider;
    this.history = history;
    this.cluster = cluster;
    this.operator = operator;
  }

  static Stage open(String name, Pace pace) {
    return open(name, pace, new Wiring(), Map.of());
  }

  /** The replicas run when this returns. */
  static Stage open(String name, Pace pace, Wiring wiring, Map<String, String> more) {
    Report report = new Report(name);
    long seed = Scale.seed();
    report.say("seed %d, pace %s", seed, pace);
    Random random = new Random(seed ^ name.hashCode());
    Path directory =
        Path.of(System.getProperty("harness.directory", "target/runs"))
            .toAbsolutePath()
            .resolve(name + "-" + seed + "-" + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    FakeProvider provider = FakeProvider.start(new Ledger(seed, GRACE));
    Map<String, String> properties = pace.properties();
    properties.putAll(more);
    Keys keys = Keys.of(random);
    Cluster cluster =
        Cluster.prepare(
            new Cluster.Plan(
                directory,
                REPLICAS,
                wiring.beforeProvider(provider.port()),
                GRACE,
                keys,
                properties));
    try {
      wiring.beforeDatabase(cluster);
      cluster.start();
      Operator operator = new Operator(keys);
      operator.putClients(cluster.replica(1));
      report.say("%d replicas are ready; their logs are in %s", REPLICAS, directory);
      return new Stage(
          report,
          pace,
          random,
          provider,
          new History(directory.resolve("history.jsonl")),
          cluster,
          operator);
    } catch (RuntimeException | Error failed) {
      cluster.close();
      provider.close();
      throw failed;
    }
  }

  Report report() {
    return report;
  }

  Pace pace() {
    return pace;
  }

  /** Decides what is done and when; drawn from by one thread alone. */
  Random random() {
    return random;
  }

  FakeProvider provider() {
    return provider;
  }

  History history() {
    return history;
  }

  Cluster cluster() {
    return cluster;
  }

  Operator operator() {
    return operator;
  }

  Replica replica(int number) {
    return cluster.replica(number);
  }

  Caller caller() {
    return new Caller(cluster.keys().api(), history);
  }

  /** Accounts whose access token ends at this moment. */
  List<Account> accounts(ProviderClass providerClass, int count, Instant expiresAt) {
    int from = accounts.size();
    List<Account> made =
        Crowd.atMost(
            AT_A_TIME,
            IntStream.range(0, count)
                .mapToObj(
                    n ->
                        (Supplier<Account>)
                            () ->
                                operator.create(
                                    replica(1 + n % REPLICAS),
                                    provider
                                        .ledger()
                                        .mint(providerClass, Integer.toString(from + n)),
                                    expiresAt)));
    made.forEach(account -> accounts.put(account.id(), account.grant()));
    return made;
  }

  /** So many of each class, all of them due. */
  List<Account> dueOfEveryClass(int each) {
    List<Account> all = new ArrayList<>();
    for (ProviderClass providerClass : ProviderClass.values()) {
      all.addAll(accounts(providerClass, each, Instant.now().minusSeconds(60)));
    }
    return all;
  }

  void forget(Account account) {
    accounts.remove(account.id());
  }

  /** What must hold whatever was done; prints every violation. */
  Verdict verdict() {
    var stored = Settled.stored(cluster.database());
    Verdict verdict =
        new HistoryChecker(provider.ledger(), pace.timing())
            .check(history.events(), Map.copyOf(accounts), stored);
    report.say(
        "%d accounts, %d events, %d provider calls; %d violations, %d losses that were reported",
        accounts.size(),
        history.events().size(),
        provider.calls(),
        verdict.violations().size(),
        verdict.reportedLosses());
    verdict.violations().stream().limit(20).forEach(each -> report.say("VIOLATION %s", each));
    return verdict;
  }

  @Override
  public void close() {
    cluster.close();
    history.close();
    provider.close();
  }
}
