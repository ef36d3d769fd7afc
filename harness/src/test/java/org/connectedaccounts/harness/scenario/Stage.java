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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.connectedaccounts.harness.history.Event;
import org.connectedaccounts.harness.history.History;
import org.connectedaccounts.harness.history.HistoryChecker;
import org.connectedaccounts.harness.history.HistoryChecker.Verdict;
import org.connectedaccounts.harness.history.Timing;
import org.connectedaccounts.harness.history.Violation;
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
  private static final int EXAMPLES = 4;

  private final Pace pace;
  private final Random random;
  private final FakeProvider provider;
  private final History history;
  private final Cluster cluster;
  private final Operator operator;
  private final Wiring wiring;
  private final Map<String, Grant> accounts = new ConcurrentHashMap<>();
  private final AtomicInteger minted = new AtomicInteger();
  private Report report;

  private Stage(
      Report report,
      Pace pace,
      Random random,
      FakeProvider provider,
      History history,
      Cluster cluster,
      Wiring wiring,
      Operator operator) {
    this.report = report;
    this.pace = pace;
    this.random = random;
    this.provider = provider;
    this.history = history;
    this.cluster = cluster;
    this.wiring = wiring;
    this.operator = operator;
  }

  static Stage open(String name, Pace pace) {
    return open(name, pace, new Wiring());
  }

  /** The replicas run when this returns. */
  static Stage open(String name, Pace pace, Wiring wiring) {
    Report report = new Report(name);
    long seed = Scale.seed();
    report.say("seed %d, pace %s", seed, pace);
    Random random = new Random(seed ^ name.hashCode());
    Path directory =
        Path.of(System.getProperty("harness.directory", "target/runs"))
            .toAbsolutePath()
            .resolve(name + "-" + seed + "-" + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    FakeProvider provider = FakeProvider.start(new Ledger(seed, GRACE));
    Keys keys = Keys.of(random);
    int providerPort = wiring.beforeProvider(provider.port());
    Cluster cluster =
        Cluster.prepare(
            new Cluster.Plan(directory, REPLICAS, providerPort, GRACE, keys, pace.properties()));
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
          wiring,
          operator);
    } catch (RuntimeException | Error failed) {
      cluster.close();
      wiring.close();
      provider.close();
      throw failed;
    }
  }

  /** Everything is well again, and what follows is another scenario's. */
  void begin(String scenario) {
    report = new Report(scenario);
    random.setSeed(Scale.seed() ^ scenario.hashCode());
    provider.behaviours().reset();
    wiring.heal();
    if (!cluster.database().running()) {
      cluster.database().start();
    }
    forgetRefusals();
    awaitReplicas();
    report.say("seed %d", Scale.seed());
  }

  /** What an earlier scenario had refused must not look like an incident to the next one. */
  private void forgetRefusals() {
    cluster
        .database()
        .execute(
            """
            update refresh_attempt set ended_at = ended_at - interval '1 hour'
              where state not in ('CLAIMED', 'SENT');
            update endpoint_pace set paused_until = null, pause_reason = null, paused_since = null
            """);
  }

  /** Starts what is dead, and waits for all. */
  void awaitReplicas() {
    cluster.replicas().stream().filter(each -> !each.alive()).forEach(Replica::start);
    cluster.replicas().forEach(Replica::awaitReady);
  }

  Proxied proxied() {
    return (Proxied) wiring;
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
    List<Account> made =
        Crowd.atMost(
            AT_A_TIME,
            IntStream.range(0, count)
                .mapToObj(n -> (Supplier<Account>) () -> account(providerClass, n, expiresAt)));
    made.forEach(account -> accounts.put(account.id(), account.grant()));
    return made;
  }

  private Account account(ProviderClass providerClass, int number, Instant expiresAt) {
    var first =
        provider
            .ledger()
            .mint(
                providerClass,
                Integer.toString(minted.incrementAndGet()),
                Duration.between(Instant.now(), expiresAt));
    return operator.create(replica(1 + number % REPLICAS), first, expiresAt);
  }

  /** So many of each class, all of them due. */
  List<Account> dueOfEveryClass(int each) {
    List<Account> all = new ArrayList<>();
    for (ProviderClass providerClass : ProviderClass.values()) {
      all.addAll(accounts(providerClass, each, Instant.now().minusSeconds(60)));
    }
    return all;
  }

  /** Accounts that nobody refreshes unless somebody asks for it. */
  List<Account> fresh(ProviderClass providerClass, int count) {
    return accounts(providerClass, count, Instant.now().plusSeconds(7200));
  }

  /** All accounts of the class fall due at this moment, though their tokens live on. */
  void dueNow(ProviderClass providerClass) {
    cluster
        .database()
        .execute(
            "update connected_account set refresh_due_at = clock_timestamp() where app = '%s'"
                .formatted(providerClass.app()));
  }

  /** All access tokens end in a few minutes, and all are due by then. */
  void expireInThisMinute() {
    cluster
        .database()
        .execute(
            "update connected_account set refresh_due_at = clock_timestamp(),"
                + " expires_at = clock_timestamp() + interval '5 minutes'");
  }

  /** Every account that was made and not forgotten. */
  List<Account> known() {
    return accounts.entrySet().stream()
        .map(entry -> new Account(entry.getKey(), entry.getValue()))
        .toList();
  }

  void adopt(Account account) {
    accounts.put(account.id(), account.grant());
  }

  void forget(Account account) {
    accounts.remove(account.id());
  }

  /** What must hold of all accounts, whatever was done. */
  Verdict verdict() {
    return verdict(Map.copyOf(accounts), pace.timing());
  }

  Verdict verdict(List<Account> some) {
    return verdict(some, pace.timing());
  }

  Verdict verdict(List<Account> some, Timing timing) {
    return verdict(some.stream().collect(Collectors.toMap(Account::id, Account::grant)), timing);
  }

  private Verdict verdict(Map<String, Grant> judged, Timing timing) {
    List<Event> events =
        history.events().stream()
            .filter(event -> event.account().isEmpty() || judged.containsKey(event.account()))
            .toList();
    Verdict verdict =
        new HistoryChecker(provider.ledger(), timing)
            .check(events, judged, Settled.stored(cluster.database()));
    report.say(
        "%d accounts, %d events: %d violations, %d losses that were reported",
        judged.size(), events.size(), verdict.violations().size(), verdict.reportedLosses());
    for (Violation.Kind kind : Violation.Kind.values()) {
      verdict.of(kind).stream().limit(EXAMPLES).forEach(each -> report.say("VIOLATION %s", each));
      if (verdict.of(kind).size() > EXAMPLES) {
        report.say("VIOLATION %s: %d in all", kind, verdict.of(kind).size());
      }
    }
    return verdict;
  }

  @Override
  public void close() {
    cluster.close();
    wiring.close();
    history.close();
    provider.close();
  }
}
