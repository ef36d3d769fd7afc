package org.connectedaccounts.application.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventDetails;
import org.connectedaccounts.domain.event.EventDetails.ScopeChange;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

/** Who uses an account learns when it may do other things than before. */
class ScopesChangedTest {

  private final Stage stage = new Stage();

  /** Granted {@code read} and {@code write}. */
  private final AccountId account = stage.connect("ann", "chat");

  private void grantNext(String... scopes) {
    Issued issued = stage.server.issue();
    stage.server.answer(
        new Issued(
            issued.tokens(),
            issued.refreshToken(),
            List.of(scopes),
            issued.captures(),
            issued.identity()));
  }

  private void reconnect() {
    var session =
        stage.open(
            new SessionRequest(
                Kind.CONNECT, "ann", List.of(), account, List.of(), false, null, Map.of(), null));
    stage.complete(session, stage.consent(session, "chat"));
  }

  private void refresh() {
    stage.later(Duration.ofMinutes(61));
    stage.token(account);
  }

  private Stream<Event> events() {
    return stage.stores.events.after(stage.workspace, Events.Position.BEGINNING, 100).stream()
        .map(Told::event);
  }

  private List<Event.Type> types() {
    return events().map(Event::type).toList();
  }

  private List<EventDetails> changes() {
    return events()
        .filter(event -> event.type() == Event.Type.SCOPES_CHANGED)
        .map(Event::details)
        .toList();
  }

  @Test
  void refreshWhenLessIsGrantedThenToldWithWhatIsGone() {
    grantNext("read");
    refresh();
    assertThat(changes()).containsExactly(new ScopeChange(List.of(), List.of("write")));
    assertThat(types())
        .containsExactly(Event.Type.CONNECTED, Event.Type.REFRESHED, Event.Type.SCOPES_CHANGED);
    assertThat(stage.account(account).scopes().granted()).containsExactly("read");
  }

  @Test
  void refreshWhenTheSameIsGrantedInAnotherOrderThenNothingIsTold() {
    grantNext("write", "read");
    refresh();
    assertThat(changes()).isEmpty();
  }

  @Test
  void refreshWhenTheAnswerDoesNotSayThenNothingIsTold() {
    refresh();
    assertThat(changes()).isEmpty();
  }

  @Test
  void reconnectWhenOtherScopesAreGrantedThenToldAfterIt() {
    grantNext("read", "files");
    reconnect();
    assertThat(changes()).containsExactly(new ScopeChange(List.of("files"), List.of("write")));
    assertThat(types())
        .containsExactly(Event.Type.CONNECTED, Event.Type.RECONNECTED, Event.Type.SCOPES_CHANGED);
    assertThat(events().map(Event::subject).filter(subject -> subject != null).toList())
        .last()
        .satisfies(subject -> assertThat(subject.generation()).isEqualTo(2));
  }

  @Test
  void reconnectWhenTheSameIsGrantedThenNothingIsTold() {
    reconnect();
    assertThat(changes()).isEmpty();
  }
}
