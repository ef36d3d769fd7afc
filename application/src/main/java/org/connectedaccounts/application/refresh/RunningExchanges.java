package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;

/**
 * The attempts that this replica has open: their leases are extended, and a stop waits for them.
 */
public final class RunningExchanges {

  private final Set<Attempt> running = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private boolean stopping;

  /** False once the replica is stopping: then nothing may be begun. */
  boolean begin(Attempt attempt) {
    lock.lock();
    try {
      if (!stopping) {
        running.add(attempt);
      }
      return !stopping;
    } finally {
      lock.unlock();
    }
  }

  boolean isStopping() {
    lock.lock();
    try {
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  void end(Attempt attempt) {
    lock.lock();
    try {
      running.remove(attempt);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<Attempt> all() {
    return List.copyOf(running);
  }

  /** Lets nothing begin, and waits for what is under way; answers how many are left. */
  int drain(Duration patience) {
    long left = patience.toNanos();
    lock.lock();
    try {
      stopping = true;
      while (!running.isEmpty() && left > 0) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return running.size();
  }
}
