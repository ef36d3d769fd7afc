package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Position;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.junit.jupiter.api.Test;

/** What every {@link Events} owes. */
public interface EventsContract extends RefreshStoreContract {

  Position BEGINNING = new Position(0, 0);

  @Test
  default void afterWhenAddedThenEventsAreEqualInOrderAndTimeIsTheStores() {
    var account = Fixtures.account(newWorkspace());
    var first = Event.linkBroken(newEvent(), account, Fixtures.link(account, "wf-1", "step-1"));
    var second = event(Event.Type.RECOVERED, Fixtures.bareAccount(account.workspace()));
    var before = clock().now();
    assertThat(first).hasNoNullFieldsOrProperties();
    assertThat(first.subject()).hasNoNullFieldsOrProperties();
    assertThat(first.details()).hasNoNullFieldsOrProperties();
    inUnit(() -> events().add(first));
    inUnit(() -> events().add(second));

    List<Told> told = events().after(account.workspace(), BEGINNING, 10);

    assertThat(told).extracting(Told::event).containsExactly(first, second);
    assertThat(told.getFirst().at()).isBetween(before, before.plusSeconds(30));
    assertThat(events().after(newWorkspace(), BEGINNING, 10)).isEmpty();
  }

  @Test
  default void afterWhenAnEventHasDetailsOrNoAccountThenItIsEqual() {
    var account = Fixtures.account(newWorkspace());
    var workspace = account.workspace();
    var fewer = account.withScopes(new GrantedScopes(List.of("read"), List.of("other")));
    List<Event> all =
        List.of(
            Event.scopesChanged(newEvent(), account, fewer).orElseThrow(),
            Event.identityShared(
                newEvent(), account, List.of(Fixtures.account(workspace).id(), account.id())),
            Event.linkBroken(newEvent(), account, Fixtures.bareLink(account, "wf-1", "step-1")),
            Event.keyRotated(
                newEvent(), workspace, new ApiKeyId(FakeIds.next()), new ApiKeyId(FakeIds.next())));
    inUnit(() -> all.forEach(events()::add));

    assertThat(events().after(workspace, BEGINNING, 10))
        .extracting(Told::event)
        .containsExactlyElementsOf(all);
  }

  private static EventId newEvent() {
    return new EventId(FakeIds.next());
  }

  @Test
  default void afterWhenReadInPagesThenNothingIsMissedOrToldTwice() {
    var account = Fixtures.account(newWorkspace());
    List<Event> all =
        List.of(
            event(Event.Type.CONNECTED, account),
            event(Event.Type.REFRESHED, account),
            event(Event.Type.REMOVED, account));
    inUnit(() -> all.forEach(events()::add));

    List<Told> page = events().after(account.workspace(), BEGINNING, 2);
    List<Told> rest = events().after(account.workspace(), page.getLast().position(), 2);

    assertThat(page).extracting(Told::event).containsExactlyElementsOf(all.subList(0, 2));
    assertThat(rest).extracting(Told::event).containsExactly(all.getLast());
    assertThat(Position.parse(rest.getLast().position().text()))
        .contains(rest.getLast().position());
  }

  @Test
  default void addWhenTheUnitOfWorkFailsThenNothingHappened() {
    var account = Fixtures.account(newWorkspace());

    assertThatThrownBy(
            () ->
                inUnit(
                    () -> {
                      events().add(event(Event.Type.CONNECTED, account));
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessageContaining("on purpose");

    assertThat(told(account)).isEmpty();
  }

  @Test
  default void removeOldWhenOlderThenIsForgotten() {
    var account = Fixtures.account(newWorkspace());
    inUnit(() -> events().add(event(Event.Type.CONNECTED, account)));

    events().removeOld(Duration.ofHours(1), 1_000);
    assertThat(told(account)).hasSize(1);

    pass(Duration.ofMillis(20));
    assertThat(events().removeOld(Duration.ofMillis(1), 1_000)).isPositive();
    assertThat(told(account)).isEmpty();
  }
}
