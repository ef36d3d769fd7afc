package org.connectedaccounts.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Paused;
import org.connectedaccounts.application.port.RefreshAttempts.Standing;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;

/** {@link EndpointPauses} in memory. */
public final class InMemoryEndpointPauses implements EndpointPauses {

  private static final Duration FOR_ONE = Duration.ofSeconds(10);

  private static final Reason INCIDENT = Reason.PROVIDER_INCIDENT;

  private record Pause(Instant until, Reason reason, Instant since) {}

  private final InMemoryTables tables;
  private final InMemoryConnectedAccounts accounts;
  private final InMemoryEvents events;
  private final Map<String, Pause> pauses;

  public InMemoryEndpointPauses(InMemoryTables tables) {
    this.tables = tables;
    this.accounts = new InMemoryConnectedAccounts(tables);
    this.events = new InMemoryEvents(tables);
    this.pauses = tables.table("endpoint_pace");
  }

  Optional<Paused> remaining(OAuthClientId client) {
    Instant now = tables.now();
    return Optional.ofNullable(pauses.get(client.text()))
        .filter(pause -> now.isBefore(pause.until()))
        .map(pause -> new Paused(pause.reason(), Duration.between(now, pause.until())));
  }

  /** Whether there was a pause: the others wait a little longer. */
  boolean letOneThrough(OAuthClientId client) {
    return pauses.computeIfPresent(
            client.text(),
            (_, pause) -> new Pause(tables.now().plus(FOR_ONE), pause.reason(), pause.since()))
        != null;
  }

  @Override
  public void pause(OAuthClientId client, Reason reason, Duration duration) {
    Instant until = tables.now().plus(duration);
    tables.run(
        () ->
            pauses.merge(
                client.text(),
                new Pause(until, reason, tables.now()),
                (old, next) -> {
                  boolean same = old.reason() == reason || old.reason() == INCIDENT;
                  return new Pause(
                      old.until().isAfter(until) ? old.until() : until,
                      same ? old.reason() : reason,
                      same ? old.since() : next.since());
                }));
  }

  @Override
  public void end(OAuthClientId client) {
    Instant asked = tables.now().plus(FOR_ONE);
    tables.run(
        () ->
            pauses.computeIfPresent(
                client.text(), (_, pause) -> pause.until().isAfter(asked) ? pause : null));
  }

  boolean isIncident(OAuthClientId client) {
    Pause pause = pauses.get(client.text());
    return pause != null
        && pause.reason() == INCIDENT
        && pause.since().isAfter(tables.now().minus(Duration.ofDays(1)));
  }

  @Override
  public Tally tally(OAuthClientId client, Duration window) {
    List<AttemptRow> recent = recent(client, window);
    Pause pause = pauses.get(client.text());
    boolean incident = pause != null && pause.reason() == Reason.PROVIDER_INCIDENT;
    return new Tally(
        accounts(recent),
        accounts(recent.stream().filter(InMemoryEndpointPauses::isRefused).toList()),
        accounts(
            recent.stream()
                .filter(row -> RefreshAttempts.CLIENT_REFUSED.equals(row.outcome()))
                .toList()),
        pause != null && incident ? Duration.between(pause.since(), tables.now()) : Duration.ZERO);
  }

  private static boolean isRefused(AttemptRow row) {
    return RefreshAttempts.GRANT_REFUSED.equals(row.outcome());
  }

  private static long accounts(List<AttemptRow> rows) {
    return rows.stream().map(row -> row.attempt().account()).distinct().count();
  }

  private List<AttemptRow> recent(OAuthClientId client, Duration window) {
    Instant since = tables.now().minus(window);
    return InMemoryRefreshAttempts.rows(tables).values().stream()
        .filter(row -> client.equals(row.attempt().client()))
        .filter(row -> row.endedAt() != null && !row.endedAt().isBefore(since))
        .toList();
  }

  @Override
  public int reprieve(OAuthClientId client, Duration window, Duration pause) {
    Instant now = tables.now();
    return tables.call(
        () -> {
          List<ConnectedAccount> held =
              recent(client, window).stream()
                  .filter(InMemoryEndpointPauses::isRefused)
                  .map(row -> accounts.find(row.attempt().workspace(), row.attempt().account()))
                  .flatMap(Optional::stream)
                  .filter(account -> !account.status().isUsable())
                  .filter(account -> !account.status().isTakenOutOfUse())
                  .distinct()
                  .toList();
          var status = AccountStatus.degraded(Reason.PROVIDER_INCIDENT, now);
          var upkeep = new Upkeep(now.plus(pause), now.plus(pause));
          held.forEach(
              account -> {
                accounts.stand(
                    account.workspace(), account.id(), new Standing(status, upkeep, null));
                events.add(
                    Event.of(
                        new EventId(FakeIds.next()),
                        Event.Type.DEGRADED,
                        account.withStatus(status)));
              });
          return held.size();
        });
  }
}
