package org.connectedaccounts.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.audit.AuditEntry;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What was done, in an order that nobody changes: entries are added, and removed by age alone. What
 * happens to accounts by itself is added with its {@link Events event}.
 */
public interface AuditTrail {

  /**
   * Which entries; null is any.
   *
   * @param target one of the {@link AuditEntry.Subject#targets}
   * @param user by the integrating product's id
   */
  record Filter(
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable AccountId account,
      @Nullable String actor,
      @Nullable String action,
      @Nullable String target,
      @Nullable String user,
      @Nullable String request) {}

  /** A place in the order: the time, and the entry's id. */
  record Place(Instant at, UUID id) {

    public static Place of(AuditEntry entry) {
      return new Place(entry.at(), entry.id().value());
    }

    public String text() {
      return at + "/" + id;
    }

    public static Optional<Place> parse(String text) {
      String[] parts = text.split("/", -1);
      try {
        return parts.length == 2
            ? Optional.of(new Place(Instant.parse(parts[0]), UUID.fromString(parts[1])))
            : Optional.empty();
      } catch (RuntimeException _) {
        return Optional.empty();
      }
    }
  }

  /**
   * Returns at once. It is written within seconds, and lost only if the process is killed before,
   * or the store is away for as long as memory lasts.
   */
  void record(AuditEntry entry);

  /** The newest first. */
  Page<AuditEntry> list(WorkspaceId workspace, Filter filter, PageRequest page);

  /** Forgets those that are older; answers how many, at most {@code limit}. */
  int removeOld(Duration age, int limit);
}
