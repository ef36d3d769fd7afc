package org.connectedaccounts.adapters.out.postgres;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.connectedaccounts.application.port.AuditTrail;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.audit.AuditEntry;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jboss.logging.Logger;

/**
 * Keeps entries in memory for a second, so that no request waits for its audit. While the store is
 * away they stay there; beyond the capacity they are counted and said to be lost.
 */
@Singleton
final class WriteBehindAuditTrail implements AuditTrail {

  private static final Logger LOG = Logger.getLogger(WriteBehindAuditTrail.class);
  private static final int CAPACITY = 100_000;
  private static final int BATCH = 500;

  private final AuditEntries entries;
  private final BlockingQueue<AuditEntry> waiting = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final AtomicBoolean failing = new AtomicBoolean();

  WriteBehindAuditTrail(AuditEntries entries) {
    this.entries = entries;
  }

  @Override
  public void record(AuditEntry entry) {
    if (!waiting.offer(entry)) {
      lost.incrementAndGet();
    }
  }

  @Scheduled(
      every = "${connected-accounts.audit.flush-interval:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void flush() {
    long gone = lost.getAndSet(0);
    if (gone > 0) {
      LOG.errorf("%d entries of the audit were lost: the database does not take them", gone);
    }
    boolean more = true;
    while (more) {
      more = writeSome();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    flush();
    if (!waiting.isEmpty()) {
      LOG.errorf("%d entries of the audit were lost: the process ends", waiting.size());
    }
  }

  /** Whether there may be more to write. */
  private boolean writeSome() {
    List<AuditEntry> some = new ArrayList<>();
    waiting.drainTo(some, BATCH);
    if (some.isEmpty()) {
      return false;
    }
    try {
      entries.add(some);
      failing.set(false);
      return true;
    } catch (RuntimeException e) {
      some.forEach(this::record);
      if (failing.compareAndSet(false, true)) {
        LOG.warn("The audit could not be written; it is kept and tried again", e);
      }
      return false;
    }
  }

  @Override
  public Page<AuditEntry> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    return entries.list(workspace, filter, page);
  }

  @Override
  public int removeOld(Duration age, int limit) {
    return entries.removeOld(age, limit);
  }
}
