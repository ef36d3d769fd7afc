package org.connectedaccounts.testing;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link RefreshAttempts} in memory. */
public final class InMemoryRefreshAttempts implements RefreshAttempts {

  private record SpareRow(Attempt attempt, SealedCredential sealed, Instant at) {}

  private final InMemoryTables tables;
  private final InMemoryConnectedAccounts accounts;
  private final InMemoryEndpointPauses pauses;
  private final InMemoryEvents events;
  private final Map<RowKey, AttemptRow> rows;
  private final Map<RowKey, SpareRow> spares;

  public InMemoryRefreshAttempts(InMemoryTables tables) {
    this.tables = tables;
    this.accounts = new InMemoryConnectedAccounts(tables);
    this.pauses = new InMemoryEndpointPauses(tables);
    this.events = new InMemoryEvents(tables);
    this.rows = rows(tables);
    this.spares = tables.table("spare_credential");
  }

  static Map<RowKey, AttemptRow> rows(InMemoryTables tables) {
    return tables.table("refresh_attempt");
  }

  /** Of all attempts on the account, in the order of their beginning. */
  public List<String> states(WorkspaceId workspace, AccountId account) {
    return rows.values().stream()
        .filter(row -> row.attempt().workspace().equals(workspace))
        .filter(row -> row.attempt().account().equals(account))
        .sorted(comparing(AttemptRow::startedAt))
        .map(AttemptRow::state)
        .toList();
  }

  /** As foreign keys and a new generation do. */
  static void settle(InMemoryTables tables, WorkspaceId workspace, AccountId account) {
    Map<RowKey, SpareRow> spares = tables.table("spare_credential");
    spares
        .values()
        .removeIf(
            row ->
                row.attempt().workspace().equals(workspace)
                    && row.attempt().account().equals(account));
    rows(tables)
        .replaceAll(
            (_, row) ->
                row.state().equals("UNKNOWN")
                        && row.attempt().workspace().equals(workspace)
                        && row.attempt().account().equals(account)
                    ? row.in("LOST")
                    : row);
  }

  @Override
  public Claim claim(Attempt attempt, Lease lease) {
    return tables.call(() -> claimed(attempt, lease));
  }

  private Claim claimed(Attempt attempt, Lease lease) {
    Instant now = tables.now();
    Optional<ConnectedAccount> account =
        accounts
            .find(attempt.workspace(), attempt.account())
            .filter(found -> found.generation() == attempt.parent())
            .filter(found -> found.status().isUsable())
            .filter(found -> !found.times().rests(now));
    if (account.isEmpty()) {
      return new Moved();
    }
    AttemptRow open = open(attempt).orElse(null);
    if (open != null && isOver(open, lease, now)) {
      takeOver(tables, open);
    } else if (open != null) {
      return new Held(
          Duration.between(now, overAt(open, lease)),
          open.state().equals("SENT") && now.isAfter(open.leaseUntil()));
    }
    boolean afterPause = false;
    if (attempt.client() != null) {
      Paused paused = pauses.remaining(attempt.client()).orElse(null);
      if (paused != null) {
        return paused;
      }
      afterPause = pauses.letOneThrough(attempt.client());
    }
    int unknown = count(attempt, row -> row.state().equals("UNKNOWN"));
    put(new AttemptRow(attempt, "CLAIMED", now, now.plus(lease.duration()), null, null));
    return new Claimed(unknown, afterPause, now);
  }

  static void takeOver(InMemoryTables tables, AttemptRow open) {
    String state = open.state().equals("SENT") ? "UNKNOWN" : "ABANDONED";
    rows(tables).put(key(open.attempt()), open.ended(state, "taken_over", tables.now()));
  }

  private static boolean isOver(AttemptRow open, Lease lease, Instant now) {
    return !now.isBefore(overAt(open, lease));
  }

  private static Instant overAt(AttemptRow open, Lease lease) {
    Instant settled = open.startedAt().plus(lease.afterSent());
    return open.state().equals("SENT") && open.leaseUntil().isBefore(settled)
        ? settled
        : open.leaseUntil();
  }

  private Optional<AttemptRow> open(Attempt attempt) {
    return rows.values().stream().filter(row -> row.isOpen() && row.isOf(attempt)).findFirst();
  }

  private int count(Attempt attempt, Predicate<AttemptRow> such) {
    return (int)
        rows.values().stream()
            .filter(row -> row.isOf(attempt) && row.attempt().parent() == attempt.parent())
            .filter(such)
            .count();
  }

  @Override
  public boolean markSent(Attempt attempt, Lease lease) {
    return tables.call(
        () -> {
          AttemptRow row = rows.get(key(attempt));
          Instant now = tables.now();
          boolean ours =
              row != null && row.state().equals("CLAIMED") && now.isBefore(row.leaseUntil());
          if (row != null && ours) {
            put(row.in("SENT").until(now.plus(lease.duration())));
          }
          return ours;
        });
  }

  @Override
  public void extend(Collection<Attempt> attempts, Lease lease) {
    tables.run(
        () ->
            attempts.forEach(
                each ->
                    rows.computeIfPresent(
                        key(each),
                        (_, row) ->
                            row.isOpen() ? row.until(tables.now().plus(lease.duration())) : row)));
  }

  @Override
  public Set<Attempt> over(Collection<Attempt> attempts) {
    return attempts.stream().filter(this::isOver).collect(Collectors.toSet());
  }

  private boolean isOver(Attempt attempt) {
    boolean held =
        open(attempt).filter(open -> tables.now().isBefore(open.leaseUntil())).isPresent();
    return !held
        || accounts
            .find(attempt.workspace(), attempt.account())
            .filter(found -> found.generation() == attempt.parent() && found.status().isUsable())
            .isEmpty();
  }

  @Override
  public boolean commit(Commit commit) {
    return tables.call(
        () -> {
          Attempt attempt = commit.attempt();
          Optional<ConnectedAccount> before = accounts.find(attempt.workspace(), attempt.account());
          AttemptRow row = rows.get(key(attempt));
          String earlier =
              row != null && row.state().equals("UNKNOWN") ? "RESOLVED_LATE" : "COMMITTED";
          resolve(attempt, "RESOLVED_RETRY");
          if (!accounts.refresh(commit.after(), commit.child())) {
            return false;
          }
          end(attempt, earlier, "committed");
          boolean recovered =
              before.filter(a -> a.status().state() != AccountStatus.State.ACTIVE).isPresent();
          commit.events().stream()
              .filter(event -> recovered || event.type() != Event.Type.RECOVERED)
              .forEach(events::add);
          return true;
        });
  }

  private void resolve(Attempt attempt, String state) {
    rows.replaceAll(
        (_, row) ->
            row.isOf(attempt)
                    && row.state().equals("UNKNOWN")
                    && row.attempt().parent() == attempt.parent()
                ? row.in(state)
                : row);
  }

  private void end(Attempt attempt, String state, String outcome) {
    rows.computeIfPresent(key(attempt), (_, row) -> row.ended(state, outcome, tables.now()));
  }

  @Override
  public boolean keepSpare(Attempt attempt, SealedCredential spare) {
    return tables.call(
        () -> {
          boolean there =
              accounts
                  .find(attempt.workspace(), attempt.account())
                  .filter(
                      account ->
                          account.generation() == attempt.parent()
                              || !account.status().isTakenOutOfUse())
                  .isPresent();
          if (there && !isCommitted(attempt)) {
            spares.put(key(attempt), new SpareRow(attempt, spare, tables.now()));
            end(attempt, "RESOLVED_LATE", "spare");
          }
          return there;
        });
  }

  private boolean isCommitted(Attempt attempt) {
    AttemptRow row = rows.get(key(attempt));
    return row != null && "committed".equals(row.outcome());
  }

  @Override
  public List<Spare> spares(WorkspaceId workspace, AccountId account) {
    return spares.values().stream()
        .filter(row -> row.attempt().workspace().equals(workspace))
        .filter(row -> row.attempt().account().equals(account))
        .sorted(comparing(SpareRow::at).reversed())
        .map(row -> new Spare(row.attempt().spareSealedFor(), row.sealed()))
        .toList();
  }

  @Override
  public void noteRefusal(Attempt attempt) {
    tables.run(
        () ->
            rows.computeIfPresent(
                key(attempt),
                (_, row) ->
                    row.isOpen() ? row.ended(row.state(), GRANT_REFUSED, tables.now()) : row));
  }

  @Override
  public boolean end(Attempt attempt, Ending ending, @Nullable Standing standing) {
    return tables.call(
        () -> {
          if (isUnsettled(attempt)) {
            end(attempt, state(attempt, ending.end()), ending.outcome());
          }
          boolean applies =
              accounts
                  .find(attempt.workspace(), attempt.account())
                  .filter(found -> found.generation() == attempt.parent())
                  .filter(found -> found.status().isUsable())
                  .filter(_ -> standing == null || !isDoubted(attempt, ending, standing))
                  .isPresent();
          if (ending.end() == End.LOST && (applies || standing == null)) {
            resolve(attempt, "LOST");
          }
          if (applies && standing != null) {
            accounts.stand(attempt.workspace(), attempt.account(), standing);
            Stream.ofNullable(standing.event()).forEach(events::add);
          }
          return applies;
        });
  }

  private boolean isDoubted(Attempt attempt, Ending ending, Standing standing) {
    return !standing.status().isUsable()
        && ending.outcome().equals(GRANT_REFUSED)
        && attempt.client() != null
        && pauses.isIncident(attempt.client());
  }

  private String state(Attempt attempt, End end) {
    return end == End.UNKNOWN && hasNewer(attempt) ? "RESOLVED_RETRY" : end.name();
  }

  private boolean hasNewer(Attempt attempt) {
    return accounts
        .find(attempt.workspace(), attempt.account())
        .filter(account -> account.generation() > attempt.parent())
        .isPresent();
  }

  private boolean isUnsettled(Attempt attempt) {
    AttemptRow row = rows.get(key(attempt));
    return row != null && (row.isOpen() || row.state().equals("UNKNOWN"));
  }

  @Override
  public int removeOld(Duration age, int limit) {
    Instant before = tables.now().minus(age);
    return tables.call(
        () -> {
          List<RowKey> old =
              rows.values().stream()
                  .filter(row -> row.endedAt() != null && row.endedAt().isBefore(before))
                  .filter(row -> !row.state().equals("UNKNOWN") || hasNewer(row.attempt()))
                  .limit(limit)
                  .map(row -> key(row.attempt()))
                  .toList();
          old.forEach(rows::remove);
          spares.values().removeIf(row -> row.at().isBefore(before) && isOutlived(row.attempt()));
          return old.size();
        });
  }

  private boolean isOutlived(Attempt attempt) {
    return accounts
        .find(attempt.workspace(), attempt.account())
        .filter(account -> account.generation() > attempt.parent() + 1)
        .isPresent();
  }

  private void put(AttemptRow row) {
    rows.put(key(row.attempt()), row);
  }

  private static RowKey key(Attempt attempt) {
    return RowKey.of(attempt.workspace(), attempt.id());
  }
}
