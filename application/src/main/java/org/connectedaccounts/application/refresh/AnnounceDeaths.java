package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.domain.event.EventId;

/** Tells of grants that end soon whatever is done, in time for a reconnect. */
public final class AnnounceDeaths {

  private static final Duration AHEAD = Duration.ofDays(7);
  private static final int BATCH = 200;

  private final DueAccounts due;
  private final Supplier<UUID> ids;

  public AnnounceDeaths(DueAccounts due, Supplier<UUID> ids) {
    this.due = due;
    this.ids = ids;
  }

  public void handle() {
    int told;
    do {
      List<EventId> batch = Stream.generate(ids).limit(BATCH).map(EventId::new).toList();
      told = due.announceDeaths(AHEAD, batch);
    } while (told >= BATCH);
  }
}
