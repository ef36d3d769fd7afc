package org.connectedaccounts.testing;

import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** {@link Events} in memory: one unit of work runs at a time, so numbers alone order them. */
public final class InMemoryEvents implements Events {

  private final InMemoryTables tables;
  private final Map<RowKey, Told> rows;

  public InMemoryEvents(InMemoryTables tables) {
    this.tables = tables;
    this.rows = tables.table("event");
  }

  @Override
  public void add(Event event) {
    long number =
        rows.values().stream().mapToLong(told -> told.position().number()).max().orElse(0);
    rows.put(
        RowKey.of(event.workspace(), event.id().value()),
        new Told(event, new Position(1, number + 1), tables.now()));
  }

  @Override
  public List<Told> after(WorkspaceId workspace, Position position, int limit) {
    return rows.values().stream()
        .filter(told -> told.event().workspace().equals(workspace))
        .filter(told -> comparePositions(told.position(), position) > 0)
        .sorted((one, other) -> comparePositions(one.position(), other.position()))
        .limit(limit)
        .toList();
  }

  private static int comparePositions(Position one, Position other) {
    return comparingLong(Position::transaction)
        .thenComparingLong(Position::number)
        .compare(one, other);
  }

  @Override
  public int removeOld(Duration age, int limit) {
    Instant before = tables.now().minus(age);
    return tables.call(
        () -> {
          List<Told> old =
              rows.values().stream()
                  .filter(told -> told.at().isBefore(before))
                  .limit(limit)
                  .toList();
          old.forEach(
              told -> rows.remove(RowKey.of(told.event().workspace(), told.event().id().value())));
          return old.size();
        });
  }
}
