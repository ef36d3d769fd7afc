package org.connectedaccounts.testing;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.application.port.RefreshAttempts.Standing;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.BulkRevocation.Progress;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link BulkRevocations} in memory. It keeps former credentials for ever. */
public final class InMemoryBulkRevocations implements BulkRevocations {

  private record Job(Wanted wanted, Instant startedAt, @Nullable Instant finishedAt) {}

  private record Row(
      Task task, RevokedAccount account, CredentialGeneration former, Instant nextAt) {

    boolean remains() {
      return account.outcome() == Outcome.REMAINING;
    }

    Row until(Instant at) {
      return new Row(task, account, former, at);
    }
  }

  private final InMemoryTables tables;
  private final InMemoryConnectedAccounts accounts;
  private final InMemoryEvents events;
  private final Map<RowKey, Job> jobs;
  private final Map<RowKey, Row> rows;

  public InMemoryBulkRevocations(InMemoryTables tables) {
    this.tables = tables;
    this.accounts = new InMemoryConnectedAccounts(tables);
    this.events = new InMemoryEvents(tables);
    this.jobs = tables.table("revocation");
    this.rows = tables.table("revocation_account");
  }

  @Override
  public long count(WorkspaceId workspace, Selection selection) {
    return selected(workspace, selection).count();
  }

  private Stream<ConnectedAccount> selected(WorkspaceId workspace, Selection selection) {
    String user = selection.externalUserId();
    Instant before = selection.connectedBefore();
    return InMemoryConnectedAccounts.all(tables)
        .filter(account -> account.workspace().equals(workspace))
        .filter(account -> selection.app() == null || account.app().equals(selection.app()))
        .filter(account -> user == null || account.owner().isOf(user))
        .filter(account -> before == null || accounts.connectedAt(account).isBefore(before));
  }

  @Override
  public long start(Wanted wanted, int limit) {
    List<ConnectedAccount> chosen =
        selected(wanted.workspace(), wanted.selection()).limit(limit + 1L).toList();
    if (chosen.size() > limit) {
      return chosen.size();
    }
    jobs.put(
        RowKey.of(wanted.workspace(), wanted.id().value()), new Job(wanted, tables.now(), null));
    chosen.forEach(account -> take(wanted, account));
    return chosen.size();
  }

  private void take(Wanted wanted, ConnectedAccount account) {
    boolean already = account.status().isTakenOutOfUse();
    var status =
        AccountStatus.reauthorizationRequired(
            Reason.REVOKED_BY_OPERATOR, null, already ? account.status().since() : tables.now());
    accounts.stand(account.workspace(), account.id(), new Standing(status, Upkeep.NONE, null));
    if (!already) {
      events.add(
          Event.of(
              new EventId(FakeIds.next()),
              Event.Type.REAUTHORIZATION_REQUIRED,
              account.withStatus(status)));
    }
    var task =
        new Task(
            account.workspace(),
            wanted.id(),
            account.id(),
            account.generation(),
            new Lane(account.origin().client()),
            0);
    var entry =
        new RevokedAccount(
            account.id(),
            account.app(),
            account.owner().externalUserId(),
            Outcome.REMAINING,
            Why.NOTHING,
            0,
            null);
    var former =
        accounts.findWithCredential(account.workspace(), account.id()).orElseThrow().credential();
    rows.put(key(task), new Row(task, entry, former, tables.now()));
  }

  @Override
  public Optional<BulkRevocation> find(WorkspaceId workspace, RevocationId id) {
    return Optional.ofNullable(jobs.get(RowKey.of(workspace, id.value()))).map(this::revocation);
  }

  private BulkRevocation revocation(Job job) {
    Wanted wanted = job.wanted();
    return new BulkRevocation(
        wanted.workspace(),
        wanted.id(),
        wanted.selection(),
        wanted.by(),
        new Progress(
            count(job, Outcome.REVOKED),
            count(job, Outcome.NOT_REVOCABLE),
            count(job, Outcome.FAILED),
            count(job, Outcome.REMAINING)),
        job.startedAt(),
        job.finishedAt(),
        tables.now());
  }

  private long count(Job job, Outcome outcome) {
    return of(job.wanted().workspace(), job.wanted().id())
        .filter(row -> row.account().outcome() == outcome)
        .count();
  }

  private Stream<Row> of(WorkspaceId workspace, RevocationId id) {
    return rows.values().stream()
        .filter(row -> row.task().workspace().equals(workspace))
        .filter(row -> row.task().revocation().equals(id));
  }

  @Override
  public Page<BulkRevocation> list(WorkspaceId workspace, PageRequest page) {
    String before = page.position(RevocationId::parse).map(RevocationId::text).orElse(null);
    List<BulkRevocation> oneMore =
        jobs.values().stream()
            .filter(job -> job.wanted().workspace().equals(workspace))
            .map(this::revocation)
            .filter(each -> before == null || each.id().text().compareTo(before) < 0)
            .sorted(comparing((BulkRevocation each) -> each.id().text()).reversed())
            .limit(page.limit() + 1L)
            .toList();
    return Page.of(oneMore, page.limit(), each -> each.id().text());
  }

  @Override
  public Page<RevokedAccount> accounts(
      WorkspaceId workspace, RevocationId id, @Nullable Outcome outcome, PageRequest page) {
    String after = page.position(AccountId::parse).map(AccountId::text).orElse(null);
    List<RevokedAccount> oneMore =
        of(workspace, id)
            .map(Row::account)
            .filter(each -> outcome == null || each.outcome() == outcome)
            .filter(each -> after == null || each.account().text().compareTo(after) > 0)
            .sorted(comparing((RevokedAccount each) -> each.account().text()))
            .limit(page.limit() + 1L)
            .toList();
    return Page.of(oneMore, page.limit(), each -> each.account().text());
  }

  private Stream<Row> due() {
    Instant now = tables.now();
    return rows.values().stream()
        .filter(row -> row.remains() && !row.nextAt().isAfter(now))
        .sorted(comparing(Row::nextAt));
  }

  @Override
  public List<Lane> waiting(Set<Lane> full, int limit) {
    return due()
        .map(row -> row.task().lane())
        .filter(lane -> !full.contains(lane))
        .distinct()
        .limit(limit)
        .toList();
  }

  @Override
  public List<Task> take(Lane lane, Duration lease, int limit) {
    return tables.call(
        () -> {
          List<Row> taken =
              due()
                  .filter(row -> row.task().lane().equals(lane))
                  .filter(row -> !isRefreshing(row.task()))
                  .limit(limit)
                  .toList();
          taken.forEach(row -> rows.put(key(row.task()), row.until(tables.now().plus(lease))));
          return taken.stream().map(Row::task).toList();
        });
  }

  private boolean isRefreshing(Task task) {
    return InMemoryRefreshAttempts.rows(tables).values().stream()
        .filter(AttemptRow::isOpen)
        .filter(row -> tables.now().isBefore(row.leaseUntil()))
        .anyMatch(
            row ->
                row.attempt().workspace().equals(task.workspace())
                    && row.attempt().account().equals(task.account()));
  }

  @Override
  public void again(Task task, Why why, Duration pause, boolean inVain) {
    tables.run(
        () ->
            change(
                task,
                row -> {
                  int attempts = row.task().attempts() + (inVain ? 1 : 0);
                  return new Row(
                      new Task(
                          task.workspace(),
                          task.revocation(),
                          task.account(),
                          task.generation(),
                          task.lane(),
                          attempts),
                      entry(row.account(), Outcome.REMAINING, why, attempts, null),
                      row.former(),
                      tables.now().plus(pause));
                }));
  }

  private static RevokedAccount entry(
      RevokedAccount before, Outcome outcome, Why why, int attempts, @Nullable Instant endedAt) {
    return new RevokedAccount(
        before.account(), before.app(), before.externalUserId(), outcome, why, attempts, endedAt);
  }

  @Override
  public Optional<CredentialGeneration> former(Task task) {
    return Optional.ofNullable(rows.get(key(task))).map(Row::former);
  }

  @Override
  public void end(Task task, Outcome outcome, Why why) {
    int more = outcome == Outcome.FAILED ? 1 : 0;
    change(task, row -> ended(row, outcome, why, row.account().attempts() + more));
  }

  private Row ended(Row row, Outcome outcome, Why why, int attempts) {
    return new Row(
        row.task(),
        entry(row.account(), outcome, why, attempts, tables.now()),
        row.former(),
        row.nextAt());
  }

  private void change(Task task, UnaryOperator<Row> change) {
    rows.computeIfPresent(key(task), (_, row) -> row.remains() ? change.apply(row) : row);
  }

  @Override
  public void empty(ConnectedAccount account, CredentialGeneration emptied) {
    accounts
        .find(account.workspace(), account.id())
        .ifPresent(stored -> accounts.empty(stored, emptied));
  }

  @Override
  public int giveUp(Lane lane, Why why, Duration hopeless) {
    Instant since = tables.now().minus(hopeless);
    return tables.call(
        () -> {
          List<Row> left =
              getsOn(lane, since)
                  ? List.of()
                  : ofLane(lane)
                      .filter(row -> row.remains() && !job(row).startedAt().isAfter(since))
                      .toList();
          left.forEach(
              row ->
                  rows.put(
                      key(row.task()), ended(row, Outcome.FAILED, why, row.account().attempts())));
          return left.size();
        });
  }

  private boolean getsOn(Lane lane, Instant since) {
    return ofLane(lane)
        .map(Row::account)
        .filter(account -> account.outcome() == Outcome.REVOKED)
        .map(RevokedAccount::endedAt)
        .anyMatch(endedAt -> endedAt != null && endedAt.isAfter(since));
  }

  private Stream<Row> ofLane(Lane lane) {
    return rows.values().stream().filter(row -> row.task().lane().equals(lane));
  }

  private Job job(Row row) {
    Task task = row.task();
    return Objects.requireNonNull(jobs.get(RowKey.of(task.workspace(), task.revocation().value())));
  }

  @Override
  public void finish() {
    tables.run(
        () ->
            jobs.replaceAll(
                (_, job) ->
                    job.finishedAt() == null && count(job, Outcome.REMAINING) == 0
                        ? new Job(job.wanted(), job.startedAt(), tables.now())
                        : job));
  }

  private static RowKey key(Task task) {
    return RowKey.of(task.workspace(), task.revocation().value(), task.account().value());
  }
}
