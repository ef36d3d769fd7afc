package org.connectedaccounts.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.domain.credential.Sealed;

/** {@link IdempotencyRecords} in memory. */
public final class InMemoryIdempotencyRecords implements IdempotencyRecords {

  private static final Duration KEPT = Duration.ofHours(24);

  private record Row(Entry entry, Instant createdAt) {}

  private final InMemoryTables tables;
  private final Map<RowKey, Row> rows;

  public InMemoryIdempotencyRecords(InMemoryTables tables) {
    this.tables = tables;
    this.rows = tables.table("idempotency_record");
  }

  @Override
  public Optional<Entry> begin(Key key, String fingerprint) {
    var found = rows.get(keyOf(key));
    if (found != null && !isExpired(found) && !isCutOff(found)) {
      return Optional.of(found.entry());
    }
    rows.put(keyOf(key), new Row(new Entry(fingerprint, null, null), tables.now()));
    return Optional.empty();
  }

  @Override
  public Optional<Duration> runningFor(Key key) {
    return Optional.ofNullable(rows.get(keyOf(key)))
        .filter(row -> row.entry().status() == null)
        .map(row -> Duration.between(row.createdAt(), tables.now()));
  }

  @Override
  public void finish(Key key, int status, Sealed body) {
    rows.computeIfPresent(
        keyOf(key),
        (_, row) -> new Row(new Entry(row.entry().fingerprint(), status, body), row.createdAt()));
  }

  @Override
  public void abandon(Key key) {
    rows.remove(keyOf(key));
  }

  @Override
  public int removeExpired(int limit) {
    var expired =
        rows.entrySet().stream()
            .filter(row -> isExpired(row.getValue()))
            .limit(limit)
            .map(Map.Entry::getKey)
            .toList();
    expired.forEach(rows::remove);
    return expired.size();
  }

  private boolean isExpired(Row row) {
    return !row.createdAt().plus(KEPT).isAfter(tables.now());
  }

  private boolean isCutOff(Row row) {
    return row.entry().status() == null && !row.createdAt().plus(LONGEST_RUN).isAfter(tables.now());
  }

  private static RowKey keyOf(Key key) {
    return RowKey.of(key.workspace(), key.scope(), key.key());
  }
}
