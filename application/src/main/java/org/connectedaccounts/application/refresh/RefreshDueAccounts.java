package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.List;
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
 * however many are due, and no more than the rate of each client allows over all replicas.
 */
public final class RefreshDueAccounts {

  private static final int BATCH = 50;
  private static final Duration TURN = Duration.ofSeconds(1);

  private final DueAccounts due;
  private final ConnectedAccounts accounts;
  private final CredentialRefresh refresh;
  private final RefreshTimings timings;
  private final Pace pace;
  private final Semaphore free;

  public RefreshDueAccounts(
      DueAccounts due,
      ConnectedAccounts accounts,
      CredentialRefresh refresh,
      RefreshTimings timings,
      Pace pace) {
    this.due = due;
    this.accounts = accounts;
    this.refresh = refresh;
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

  /** Works off what is due, until nothing is left that may be done now; answers how many. */
  public int handle() {
    due.wakeAbandoned(timings.leases());
    int taken = 0;
    for (OAuthClientId client : due.clients()) {
      taken += workOff(client);
    }
    return taken;
  }

  private int workOff(OAuthClientId client) {
    int taken = 0;
    while (true) {
      int room = room();
      if (room == 0) {
        return taken;
      }
      List<Due> batch = List.of();
      try {
        batch = due.take(client, room, pace.perSecond(), timings.leases().afterSent());
      } finally {
        free.release(room - batch.size());
      }
      begin(batch);
      taken += batch.size();
      if (batch.size() < room) {
        return taken;
      }
    }
  }

  /** How many more can be worked on, at most a batch; waits a little for the first. */
  private int room() {
    try {
      if (!free.tryAcquire(TURN.toNanos(), TimeUnit.NANOSECONDS)) {
        return 0;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    }
    int room = 1;
    while (room < BATCH && free.tryAcquire()) {
      room++;
    }
    return room;
  }

  private void begin(List<Due> batch) {
    int begun = 0;
    try {
      for (var ofWorkspace :
          batch.stream().collect(Collectors.groupingBy(Due::workspace)).entrySet()) {
        var after =
            ofWorkspace.getValue().stream().collect(Collectors.toMap(Due::account, Due::after));
        var found = accounts.findWithCredentials(ofWorkspace.getKey(), List.copyOf(after.keySet()));
        for (WithCredential each : found.values()) {
          begin(each, after.getOrDefault(each.account().id(), Duration.ZERO));
          begun++;
        }
      }
    } finally {
      // Those that are gone, or could not be read, are not worked on.
      free.release(batch.size() - begun);
    }
  }

  private void begin(WithCredential found, Duration delay) {
    pace.later()
        .after(delay)
        .execute(
            () -> {
              var _ = refresh.begin(found).whenComplete((_, _) -> free.release());
            });
  }
}
