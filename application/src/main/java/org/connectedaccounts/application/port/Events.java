package org.connectedaccounts.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * What happened, written in the transaction it tells of. Read in an order in which nothing appears
 * before a place that was read already.
 */
public interface Events {

  /** Within a unit of work. */
  void add(Event event);

  /**
   * An event where it stands.
   *
   * @param position to read on after it
   * @param at when it was written, by the store's clock
   */
  record Told(Event event, Position position, Instant at) {}

  /** A place in the order: the transaction, and the place within it. */
  record Position(long transaction, long number) {

    /** Before everything. */
    public static final Position BEGINNING = new Position(0, 0);

    public String text() {
      return transaction + "." + number;
    }

    public static Optional<Position> parse(String text) {
      String[] parts = text.split("\\.", -1);
      try {
        return parts.length == 2
            ? Optional.of(new Position(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
            : Optional.empty();
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }
  }

  /** The oldest ones after the position; those of transactions that may still grow come later. */
  List<Told> after(WorkspaceId workspace, Position position, int limit);

  /** Forgets those that are older; answers how many, at most {@code limit}. */
  int removeOld(Duration age, int limit);
}
