package org.connectedaccounts.testing;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.RefreshAttempts.Lease;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;

/** {@link DueAccounts} in memory. */
public final class InMemoryDueAccounts implements DueAccounts {

  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final InMemoryTables tables;
  private final InMemoryConnectedAccounts accounts;
  private final InMemoryEvents events;
  private final Map<String, Instant> freeFrom;
  private final Map<RowKey, Instant> told;

  public InMemoryDueAccounts(InMemoryTables tables) {
    this.tables = tables;
    this.accounts = new InMemoryConnectedAccounts(tables);
    this.events = new InMemoryEvents(tables);
    this.freeFrom = tables.table("endpoint_pace_free");
    this.told = told(tables);
  }

  private static Map<RowKey, Instant> told(InMemoryTables tables) {
    return tables.table("death_told");
  }

  /** Another grant has another end. */
  static void forget(InMemoryTables tables, ConnectedAccount account) {
    told(tables).remove(key(account));
  }

  @Override
  public List<OAuthClientId> clients() {
    var pauses = new InMemoryEndpointPauses(tables);
    return due()
        .map(account -> account.origin().client())
        .filter(Objects::nonNull)
        .distinct()
        .filter(client -> pauses.remaining(client).isEmpty())
        .toList();
  }

  private Stream<ConnectedAccount> due() {
    Instant now = tables.now();
    return InMemoryConnectedAccounts.all(tables)
        .filter(account -> account.status().isUsable())
        .filter(account -> !account.times().rests(now))
        .filter(
            account -> {
              Instant at = account.times().upkeep().dueAt();
              return at != null && !at.isAfter(now);
            })
        .sorted(comparing(account -> Objects.requireNonNull(account.times().upkeep().dueAt())));
  }

  @Override
  public List<Due> take(OAuthClientId client, int limit, double perSecond, Duration again) {
    if (new InMemoryEndpointPauses(tables).remaining(client).isPresent()) {
      return List.of();
    }
    return tables.call(
        () -> {
          Instant now = tables.now();
          Instant from = freeFrom.getOrDefault(client.text(), now);
          Instant free = from.isBefore(now) ? now : from;
          long room = (long) (Duration.between(free, now.plus(AHEAD)).toMillis() * perSecond / 1e3);
          List<ConnectedAccount> taken =
              due()
                  .filter(account -> client.equals(account.origin().client()))
                  .limit(Math.min(limit, Math.max(0, room)))
                  .toList();
          freeFrom.put(client.text(), free.plus(times(taken.size(), perSecond)));
          taken.forEach(account -> again(account, now.plus(again)));
          Duration first = Duration.between(now, free);
          return IntStream.range(0, taken.size())
              .mapToObj(n -> due(taken.get(n), first.plus(times(n, perSecond))))
              .toList();
        });
  }

  private static Due due(ConnectedAccount account, Duration after) {
    return new Due(account.workspace(), account.id(), after);
  }

  private static Duration times(int calls, double perSecond) {
    return Duration.ofNanos((long) (calls * 1e9 / perSecond));
  }

  private void again(ConnectedAccount account, Instant at) {
    accounts.change(
        account.workspace(),
        account.id(),
        stored ->
            stored.withTimes(
                stored.times().withUpkeep(new Upkeep(at, stored.times().upkeep().notBefore()))));
  }

  @Override
  public int wakeAbandoned(Lease lease) {
    Instant now = tables.now();
    return tables.call(
        () -> {
          List<AttemptRow> over =
              InMemoryRefreshAttempts.rows(tables).values().stream()
                  .filter(AttemptRow::isOpen)
                  .filter(row -> !now.isBefore(row.leaseUntil()))
                  .filter(
                      row ->
                          row.state().equals("CLAIMED")
                              || !now.isBefore(row.startedAt().plus(lease.afterSent())))
                  .toList();
          over.forEach(
              row -> {
                InMemoryRefreshAttempts.takeOver(tables, row);
                accounts
                    .find(row.attempt().workspace(), row.attempt().account())
                    .ifPresent(account -> again(account, Instant.EPOCH));
              });
          return over.size();
        });
  }

  @Override
  public int announceDeaths(Duration ahead, List<EventId> ids) {
    Instant until = tables.now().plus(ahead);
    return tables.call(
        () -> {
          List<ConnectedAccount> dying =
              InMemoryConnectedAccounts.all(tables)
                  .filter(account -> account.status().isUsable())
                  .filter(
                      account -> {
                        Instant at = account.times().willDieAt();
                        return at != null
                            && !at.isAfter(until)
                            && !at.equals(told.get(key(account)));
                      })
                  .limit(ids.size())
                  .toList();
          for (int i = 0; i < dying.size(); i++) {
            ConnectedAccount account = dying.get(i);
            told.put(key(account), Objects.requireNonNull(account.times().willDieAt()));
            events.add(Event.of(ids.get(i), Event.Type.WILL_DIE, account));
          }
          return dying.size();
        });
  }

  private static RowKey key(ConnectedAccount account) {
    return RowKey.of(account.workspace(), account.id().value());
  }
}
