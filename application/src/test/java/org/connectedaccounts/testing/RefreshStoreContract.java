package org.connectedaccounts.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.connectedaccounts.application.port.DueAccounts;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.Commit;
import org.connectedaccounts.application.port.RefreshAttempts.Ending;
import org.connectedaccounts.application.port.RefreshAttempts.Lease;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What the contracts around refreshes have in common. Times are short, since a real store waits.
 */
public interface RefreshStoreContract extends AccountStoreContract {

  Lease LEASE = new Lease(Duration.ofMinutes(1), Duration.ofMinutes(5));
  Lease SHORT = new Lease(Duration.ofMillis(200), Duration.ofMillis(600));

  RefreshAttempts attempts();

  EndpointPauses pauses();

  DueAccounts due();

  Events events();

  OAuthClients oauthClients();

  /** Lets so much time go by. */
  void pass(Duration time);

  default OAuthClientId newClient() {
    var client =
        new OAuthClient(
            newWorkspace(),
            new OAuthClientId(FakeIds.next()),
            Fixtures.APP,
            "client-id",
            null,
            1,
            null,
            List.of(),
            OAuthClient.Health.ACTIVE,
            true,
            Fixtures.TIME);
    inUnit(() -> oauthClients().add(client));
    return client.id();
  }

  /** An active account with its first credential, which is due now. */
  default ConnectedAccount account(OAuthClientId client) {
    return account(newWorkspace(), client, clock().now());
  }

  default ConnectedAccount account(
      WorkspaceId workspace, OAuthClientId client, @Nullable Instant dueAt) {
    var any = Fixtures.account(workspace);
    var origin = any.origin();
    var times = any.times();
    return added(
        any.withStatus(AccountStatus.active(Fixtures.TIME))
            .withOrigin(
                new Origin(origin.definition(), origin.method(), client, origin.binding(), true))
            .withTimes(
                new Times(
                    times.createdAt(),
                    times.updatedAt(),
                    times.lastRefreshedAt(),
                    times.lastUsedAt(),
                    times.expiresAt(),
                    null,
                    new Upkeep(dueAt, null))));
  }

  default Attempt attempt(ConnectedAccount account) {
    return new Attempt(
        account.workspace(),
        account.id(),
        FakeIds.next(),
        account.generation(),
        account.origin().client());
  }

  default Attempt claimed(ConnectedAccount account) {
    return claimed(account, LEASE);
  }

  default Attempt claimed(ConnectedAccount account, Lease lease) {
    var attempt = attempt(account);
    if (!(attempts().claim(attempt, lease) instanceof Claimed)) {
      throw new AssertionError("not claimed");
    }
    return attempt;
  }

  default Commit commitOf(Attempt attempt, ConnectedAccount account) {
    var after = account.withGeneration(account.generation() + 1);
    return new Commit(
        attempt,
        after.withStatus(AccountStatus.active(Fixtures.TIME.plusSeconds(60))),
        Fixtures.nextCredential(account),
        List.of(event(Event.Type.REFRESHED, after), event(Event.Type.RECOVERED, after)));
  }

  default Event event(Event.Type type, ConnectedAccount account) {
    return Event.of(new EventId(FakeIds.next()), type, account);
  }

  static Event.Subject subject(Told told) {
    return Objects.requireNonNull(told.event().subject());
  }

  static Ending ending(RefreshAttempts.End end) {
    return new Ending(end, "for_a_test", 400, "some_error");
  }

  default List<Event.Type> told(ConnectedAccount account) {
    return events().after(account.workspace(), new Events.Position(0, 0), 100).stream()
        .map(told -> told.event().type())
        .toList();
  }
}
