package org.connectedaccounts.adapters.out.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last use of each account in memory for a few seconds. The purpose is for an audit,
 * which this is not.
 */
@Singleton
final class WriteBehindUsageJournal implements UsageJournal {

  private static final Logger LOG = Logger.getLogger(WriteBehindUsageJournal.class);
  private static final int CAPACITY = 50_000;

  // How long ago is what is written, since the clock here and the store's differ. Locked in the
  // order of the key, so that two replicas cannot wait for each other.
  private static final String FLUSH =
      """
      with used as (
        select a.workspace_id, a.id, clock_timestamp() - u.age * interval '1 microsecond' as at
        from unnest(?, ?, ?) as u (workspace_id, id, age)
        join connected_account a on a.workspace_id = u.workspace_id and a.id = u.id
        order by a.workspace_id, a.id
        for no key update of a)
      update connected_account a set last_used_at = used.at from used
      where a.workspace_id = used.workspace_id and a.id = used.id
        and (a.last_used_at is null or a.last_used_at < used.at)
      """;

  private record Key(WorkspaceId workspace, AccountId account) {}

  private final Jdbc jdbc;
  private final InstantSource clock;
  private final Map<Key, Instant> lastReads = new ConcurrentHashMap<>();
  private final AtomicBoolean failing = new AtomicBoolean();

  WriteBehindUsageJournal(Jdbc jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void credentialRead(WorkspaceId workspace, AccountId account, @Nullable String purpose) {
    remember(new Key(workspace, account), clock.instant());
  }

  /** Beyond the capacity it forgets: only the time of a last use is lost. */
  private void remember(Key key, Instant at) {
    if (lastReads.size() < CAPACITY || lastReads.containsKey(key)) {
      lastReads.merge(key, at, (one, other) -> one.isAfter(other) ? one : other);
    }
  }

  @Override
  @Scheduled(
      every = "${connected-accounts.usage-flush-interval:3s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public void flush() {
    var taken = take();
    if (taken.isEmpty()) {
      return;
    }
    try {
      write(taken);
      failing.set(false);
    } catch (PersistenceException e) {
      taken.forEach(this::remember);
      if (failing.compareAndSet(false, true)) {
        LOG.warn("Last uses of accounts could not be written; they are kept and tried again", e);
      }
    }
  }

  void stop(@Observes ShutdownEvent event) {
    flush();
  }

  private Map<Key, Instant> take() {
    var taken = new HashMap<Key, Instant>();
    for (var key : List.copyOf(lastReads.keySet())) {
      var at = lastReads.remove(key);
      if (at != null) {
        taken.put(key, at);
      }
    }
    return taken;
  }

  private void write(Map<Key, Instant> reads) {
    var now = clock.instant();
    var entries = List.copyOf(reads.entrySet());
    var workspaces = entries.stream().map(e -> e.getKey().workspace().value()).toArray(UUID[]::new);
    var accounts = entries.stream().map(e -> e.getKey().account().value()).toArray(UUID[]::new);
    var ages =
        entries.stream()
            .map(e -> Duration.between(e.getValue(), now).toNanos() / 1_000)
            .toArray(Long[]::new);
    jdbc.update(
        FLUSH,
        statement -> {
          var connection = statement.getConnection();
          statement.setArray(1, connection.createArrayOf("uuid", workspaces));
          statement.setArray(2, connection.createArrayOf("uuid", accounts));
          statement.setArray(3, connection.createArrayOf("bigint", ages));
        });
  }
}
