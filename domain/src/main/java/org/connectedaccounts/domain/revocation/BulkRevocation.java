package org.connectedaccounts.domain.revocation;

import java.time.Duration;
import java.time.Instant;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * How far a revocation of many accounts is. From its first moment on none of them is of use here;
 * what goes on is ending their grants at the providers.
 *
 * @param seen when this was so, by the store's clock
 */
public record BulkRevocation(
    WorkspaceId workspace,
    RevocationId id,
    Selection selection,
    Actor requestedBy,
    Progress progress,
    Instant startedAt,
    @Nullable Instant finishedAt,
    Instant seen) {

  /**
   * Of how many accounts.
   *
   * @param remaining whose providers were not asked yet, or are asked again
   */
  public record Progress(long revoked, long notRevocable, long failed, long remaining) {

    public long total() {
      return revoked + notRevocable + failed + remaining;
    }
  }

  /** Accounts that are done with in a second, since it began. */
  public double rate() {
    Instant end = finishedAt == null ? seen : finishedAt;
    double seconds = Math.max(Duration.between(startedAt, end).toNanos(), 1) / 1e9;
    return (progress.total() - progress.remaining()) / seconds;
  }
}
