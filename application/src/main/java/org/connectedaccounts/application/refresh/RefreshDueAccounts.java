package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.DueAccounts.Due;
import org.connectedaccounts.domain.client.OAuthClientId;

/**
 * Refreshes ahead of need. Takes no more than it can work on at once, so that memory stays flat
 * however many are due, no more of one client than its share, since its provider may answer
 * nothing, and no more than the rate of each client allows over all replicas.
 */
public final class RefreshDueAccounts {

  private static final int BATCH = 50;
  private static final Duration TURN = Duration.ofSeconds(1);

  /** Of all that may be under way, what one client may take: others have providers that answer. */
  private static final int SHARES = 4;

  private final DueAccounts due;
  private final ConnectedAccounts accounts;
  private final CredentialRefresh refresh;
  private final RunningExchanges running;
  private final RefreshTimings timings;
  private final Pace pace;
  private final Semaphore free;
  private final Map<OAuthClientId, Semaphore> shares = new ConcurrentHashMap<>();

  public RefreshDueAccounts(
      DueAccounts due,
      ConnectedAccounts accounts,
      CredentialRefresh refresh,
      RunningExchanges running,
      RefreshTimings timings,
      Pace pace) {
    this.due = due;
    this.accounts = accounts;
    this.refresh = refresh;
    this.running = running;
    this.timings = timings;
    this.pace = pace;
    this.free = new Semaphore(pace.inFlight());
  }

  /**
   * @param perSecond calls a second to the endpoint of one client
   * @param inFlight refreshes under way at once, whatever the client
   * @param later starts work at its moment: a batch is spread over the second to come
   */
  public record Pace(double perSecond, int inFlight, Delayed later) {}

  /** Runs work after a delay, without a thread that waits. */
  @FunctionalInterface
  public interface Delayed {
    Executor after(Duration delay);
  }

  /**
   * Works off what is due, until nothing is left that may be done now; answers how many. One at a
   * time.
   */
  public int handle() {
    due.wakeAbandoned(timings.leases());
    int taken = 0;
    for (OAuthClientId client : due.clients()) {
      taken += workOff(client);
    }
    // Nobody else takes of them, so that a share that is whole is nobody's.
    shares.values().removeIf(share -> share.availablePermits() == share());
    return taken;
  }

  private int workOff(OAuthClientId client) {
    var places = new Places(free, shares.computeIfAbsent(client, _ -> new Semaphore(share())));
    int taken = 0;
    // A replica that stops begins nothing, and what it takes is due again only minutes later.
    while (!running.isStopping()) {
      int room = places.room();
      if (room == 0) {
        return taken;
      }
      List<Due> batch = List.of();
      try {
        batch = due.take(client, room, pace.perSecond(), timings.leases().afterSent());
      } finally {
        places.free(room - batch.size());
      }
      begin(batch, places);
      taken += batch.size();
      if (batch.size() < room) {
        return taken;
      }
    }
    return taken;
  }

  private int share() {
    return Math.max(1, pace.inFlight() / SHARES);
  }

  /** What may be under way for one client: its share, as long as all of them have room. */
  private record Places(Semaphore all, Semaphore share) {

    /**
     * How many more can be worked on, at most a batch. Waits a little for the first, but not for
     * the client's share: its provider may answer nothing, and the others would wait with it.
     */
    int room() {
      if (!take(TURN)) {
        return 0;
      }
      int room = 1;
      while (room < BATCH && take(Duration.ZERO)) {
        room++;
      }
      return room;
    }

    private boolean take(Duration patience) {
      if (!share.tryAcquire()) {
        return false;
      }
      boolean taken = takeOfAll(patience);
      if (!taken) {
        share.release();
      }
      return taken;
    }

    private boolean takeOfAll(Duration patience) {
      try {
        return all.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    void free(int places) {
      all.release(places);
      share.release(places);
    }
  }

  private void begin(List<Due> batch, Places places) {
    int begun = 0;
    try {
      for (var ofWorkspace :
          batch.stream().collect(Collectors.groupingBy(Due::workspace)).entrySet()) {
        var after =
            ofWorkspace.getValue().stream().collect(Collectors.toMap(Due::account, Due::after));
        var found = accounts.findWithCredentials(ofWorkspace.getKey(), List.copyOf(after.keySet()));
        for (WithCredential each : found.values()) {
          begin(each, after.getOrDefault(each.account().id(), Duration.ZERO), places);
          begun++;
        }
      }
    } finally {
      // Those that are gone, or could not be read, are not worked on.
      places.free(batch.size() - begun);
    }
  }

  private void begin(WithCredential found, Duration delay, Places places) {
    pace.later()
        .after(delay)
        .execute(
            () -> {
              var _ = refresh.begin(found).whenComplete((_, _) -> places.free(1));
            });
  }
}
