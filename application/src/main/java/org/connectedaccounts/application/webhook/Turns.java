package org.connectedaccounts.application.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.WebhookDeliveries.Waiting;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Whose messages one replica sends now. A batch waits for its places before it takes anything, so
 * that no lease ends meanwhile; each message gives its own place back when it is answered.
 *
 * <p>A workspace leaves as many places free as it has: it never has more than half, and the next
 * one has half of the rest. Who has none may take the last. An endpoint goes on while a batch at
 * most is under way there, so that its slow accounts do not hold up its others.
 */
final class Turns {

  /** Messages that are taken by one statement. */
  static final int BATCH = 16;

  private static final int PLACES = 16 * BATCH;

  private static final class Lane {

    /** One is about to take a batch; another would find the same. */
    boolean asking;

    /** Something was noted since it began to ask. */
    boolean news;

    /** Nothing is due but what waits for messages that are under way. */
    boolean quiet;

    boolean resting;
    int underWay;

    boolean isFull() {
      return asking || resting || underWay > BATCH;
    }
  }

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private final Map<Waiting, Lane> lanes = new HashMap<>();
  private final Map<WorkspaceId, Integer> taken = new HashMap<>();
  private int free = PLACES;

  /**
   * Endpoints that need not be asked for.
   *
   * @param news whether something was noted since the last time
   */
  Set<Waiting> busy(boolean news) {
    lock.lock();
    try {
      if (news) {
        lanes.values().forEach(Turns::hear);
      }
      return lanes.entrySet().stream()
          .filter(lane -> lane.getValue().isFull() || lane.getValue().quiet)
          .map(Map.Entry::getKey)
          .collect(Collectors.toSet());
    } finally {
      lock.unlock();
    }
  }

  private static void hear(Lane lane) {
    lane.news = true;
    lane.quiet = false;
  }

  /** Whether the caller may {@link #await} a turn: one at a time for each endpoint. */
  boolean begin(Waiting waiting) {
    lock.lock();
    try {
      Lane lane = lanes.computeIfAbsent(waiting, _ -> new Lane());
      boolean free = !lane.isFull();
      if (free) {
        lane.asking = true;
        lane.news = false;
      }
      return free;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the places of a batch; who came first goes first, if its workspace may. */
  void await(Waiting waiting) {
    lock.lock();
    try {
      while (!mayTake(taken.getOrDefault(waiting.workspace(), 0))) {
        freed.awaitUninterruptibly();
      }
      move(waiting.workspace(), BATCH);
    } finally {
      lock.unlock();
    }
  }

  private boolean mayTake(int own) {
    return free >= BATCH && (own == 0 || own + BATCH <= free - BATCH);
  }

  /** The batch has so many messages; what it has no need of is free again. */
  void took(Waiting waiting, int messages) {
    change(
        waiting,
        lane -> {
          move(waiting.workspace(), messages - BATCH);
          lane.asking = false;
          lane.underWay += messages;
          lane.quiet = messages == 0 && lane.underWay > 0 && !lane.news;
        });
  }

  /** One message was answered. */
  void ended(Waiting waiting) {
    change(
        waiting,
        lane -> {
          move(waiting.workspace(), -1);
          lane.underWay--;
          lane.quiet = false;
        });
  }

  /** Nothing is begun there for a while. */
  void rest(Waiting waiting, boolean resting) {
    change(waiting, lane -> lane.resting = resting);
  }

  private void change(Waiting waiting, Consumer<Lane> change) {
    lock.lock();
    try {
      Lane lane = lanes.computeIfAbsent(waiting, _ -> new Lane());
      change.accept(lane);
      if (!lane.isFull() && lane.underWay == 0) {
        lanes.remove(waiting);
      }
    } finally {
      lock.unlock();
    }
  }

  private void move(WorkspaceId workspace, int places) {
    free -= places;
    taken.merge(workspace, places, Integer::sum);
    taken.remove(workspace, 0);
    if (free >= BATCH) {
      freed.signalAll();
    }
  }
}
