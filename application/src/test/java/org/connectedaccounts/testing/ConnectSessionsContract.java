package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Found;
import org.connectedaccounts.application.port.ConnectSessions.Holder;
import org.connectedaccounts.application.port.ConnectSessions.Ways;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.connect.SessionProgress;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ConnectSessions} owes for sessions; attempts are in {@link
 * AuthorizationAttemptsContract}.
 */
public interface ConnectSessionsContract extends AccountStoreContract {

  private ConnectSession opened(ConnectSession session) {
    inUnit(() -> sessions().add(session, new Ways(tokenOf(session), ticketOf(session))));
    return session;
  }

  private static String tokenOf(ConnectSession session) {
    return "token of " + session.id();
  }

  private Optional<ConnectSession> found(WorkspaceId workspace, ConnectSession session) {
    return fromUnit(() -> sessions().find(workspace, session.id()).map(Found::session));
  }

  private static ConnectSession endingAt(ConnectSession session, Instant end) {
    return new ConnectSession(
        session.workspace(),
        session.id(),
        session.request(),
        session.progress(),
        session.createdAt(),
        end);
  }

  @Test
  default void findSessionWhenAddedThenReturnsEqualSessionAndTheStoresTime() {
    var session = Fixtures.session(newWorkspace(), clock().now());
    assertThat(session.request()).hasNoNullFieldsOrProperties();
    opened(session);
    var before = clock().now();

    var found = fromUnit(() -> sessions().find(session.workspace(), session.id()).orElseThrow());

    assertThat(found.session()).isEqualTo(session);
    assertThat(found.now()).isBetween(before, before.plus(Duration.ofMinutes(1)));
  }

  @Test
  default void findSessionWhenAddedWithoutWhatMayBeMissingThenReturnsEqualSession() {
    var session = opened(Fixtures.bareSession(newWorkspace(), clock().now()));

    assertThat(found(session.workspace(), session)).contains(session);
  }

  @Test
  default void findSessionWhenOtherWorkspaceThenEmpty() {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));

    assertThat(found(newWorkspace(), session)).isEmpty();
  }

  @Test
  default void findByTokenWhenAliveThenTellsWhose() {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));

    assertThat(fromUnit(() -> sessions().findByToken(tokenOf(session))))
        .contains(new Holder(session.workspace(), session.id().value()));
    assertThat(fromUnit(() -> sessions().findByToken("another"))).isEmpty();
  }

  @Test
  default void findByTokenWhenExpiredThenEmptyThoughTheSessionIsFound() {
    var now = clock().now();
    var session = opened(endingAt(Fixtures.session(newWorkspace(), now), now.minusSeconds(1)));

    assertThat(fromUnit(() -> sessions().findByToken(tokenOf(session)))).isEmpty();
    assertThat(found(session.workspace(), session)).contains(session);
  }

  private static String ticketOf(ConnectSession session) {
    return "ticket of " + session.id();
  }

  private boolean redeemed(ConnectSession session, String ticket, String page) {
    return fromUnit(() -> sessions().redeem(session, ticket, page));
  }

  @Test
  default void findByIdThenOfWhateverWorkspace() {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));

    assertThat(fromUnit(() -> sessions().find(session.id())).map(Found::session)).contains(session);
    assertThat(fromUnit(() -> sessions().find(new SessionId(FakeIds.next())))).isEmpty();
  }

  @Test
  default void redeemThenThePageTokenReachesTheSessionAndTheTicketIsSpent() {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));
    var page = "page of " + session.id();

    assertThat(redeemed(session, "another ticket", page)).isFalse();
    assertThat(fromUnit(() -> sessions().findByPage(page))).isEmpty();
    assertThat(sessions().find(session.id()).orElseThrow().opened()).isFalse();
    assertThat(redeemed(session, ticketOf(session), page)).isTrue();
    assertThat(sessions().find(session.id()).orElseThrow().opened()).isTrue();
    assertThat(redeemed(session, ticketOf(session), "another page")).isFalse();

    assertThat(fromUnit(() -> sessions().findByPage(page)))
        .contains(new Holder(session.workspace(), session.id().value()));
    assertThat(fromUnit(() -> sessions().findByToken(tokenOf(session)))).isPresent();
    assertThat(found(session.workspace(), session)).contains(session);
  }

  @Test
  default void redeemWhenAnotherSessionsTicketThenFalse() {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));
    var other = opened(Fixtures.session(session.workspace(), clock().now()));

    assertThat(redeemed(session, ticketOf(other), "page of " + other.id())).isFalse();
  }

  @Test
  default void redeemWhenExpiredThenFalseAndAPageTokenOfBeforeIsDead() {
    var now = clock().now();
    var over = opened(endingAt(Fixtures.session(newWorkspace(), now), now.minusSeconds(1)));

    assertThat(redeemed(over, ticketOf(over), "page of " + over.id())).isFalse();
    assertThat(fromUnit(() -> sessions().findByPage("page of " + over.id()))).isEmpty();
  }

  @Test
  default void redeemWhenManyAtOnceThenOneWins() throws Exception {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));

    long winners =
        Race.winners(
            100,
            () ->
                write(
                    () -> sessions().redeem(session, ticketOf(session), "page " + FakeIds.next())));

    assertThat(winners).isEqualTo(1);
  }

  @Test
  default void advanceSessionWhenProgressIsAsReadThenEveryStageIsKept() {
    var attempt = new AttemptId(FakeIds.next());
    var stages =
        List.of(
            new SessionProgress.Authorizing(attempt),
            new SessionProgress.AwaitingCompletion(attempt),
            new SessionProgress.Choosing(
                attempt, List.of(new SessionProgress.Option("1", "\"One\" {}"))),
            new SessionProgress.Failed(Refusal.Code.CONSENT_DENIED, "No.", "access_denied"),
            new SessionProgress.Failed(Refusal.Code.CALLBACK_INVALID, "There is no code."),
            new SessionProgress.Completed(new AccountId(FakeIds.next()), true),
            new SessionProgress.Completed(new AccountId(FakeIds.next()), false),
            new SessionProgress.Pending());
    var session = opened(Fixtures.bareSession(newWorkspace(), clock().now()));
    for (var stage : stages) {
      var from = session;
      var to = session.at(stage);

      assertThat(write(() -> sessions().advance(from, to))).as(stage.text()).isTrue();

      assertThat(found(session.workspace(), session)).as(stage.text()).contains(to);
      session = to;
    }
  }

  @Test
  default void advanceSessionWhenAnotherWasFasterThenFalseAndNothingChanges() {
    var read = opened(Fixtures.bareSession(newWorkspace(), clock().now()));
    var faster = read.at(new SessionProgress.Authorizing(new AttemptId(FakeIds.next())));
    var slower = read.at(new SessionProgress.Authorizing(new AttemptId(FakeIds.next())));
    var done = read.at(new SessionProgress.Completed(new AccountId(FakeIds.next()), true));
    assertThat(write(() -> sessions().advance(read, faster))).isTrue();

    assertThat(write(() -> sessions().advance(read, slower))).isFalse();
    assertThat(write(() -> sessions().advance(slower, done))).isFalse();

    assertThat(found(read.workspace(), read)).contains(faster);
  }

  @Test
  default void advanceSessionWhenOptionsAreOthersThenFalse() {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));
    var stored = (SessionProgress.Choosing) session.progress();
    var other = session.at(new SessionProgress.Choosing(stored.attempt(), List.of()));

    assertThat(write(() -> sessions().advance(other, session.at(new SessionProgress.Pending()))))
        .isFalse();
  }

  @Test
  default void advanceSessionWhenManyAtOnceThenOneWins() throws Exception {
    var session = opened(Fixtures.session(newWorkspace(), clock().now()));

    long winners =
        Race.winners(
            16,
            () -> {
              var done = new SessionProgress.Completed(new AccountId(FakeIds.next()), true);
              return write(() -> sessions().advance(session, session.at(done)));
            });

    assertThat(winners).isEqualTo(1);
  }

  @Test
  default void removeOfWhenTheUserHasSessionsThenTheyGoWithTheirAttemptsAndNoOthers() {
    var now = clock().now();
    var session = opened(Fixtures.session(newWorkspace(), now));
    var attempt = Fixtures.attempt(session);
    inUnit(() -> sessions().addAttempt(attempt));
    var nobodys = opened(Fixtures.bareSession(session.workspace(), now));
    var elsewhere = opened(Fixtures.session(newWorkspace(), now));

    inUnit(() -> sessions().removeOf(session.workspace(), "somebody-else"));
    assertThat(found(session.workspace(), session)).contains(session);
    inUnit(() -> sessions().removeOf(session.workspace(), Fixtures.USER));

    assertThat(found(session.workspace(), session)).isEmpty();
    assertThat(fromUnit(() -> sessions().findByToken(tokenOf(session)))).isEmpty();
    assertThat(fromUnit(() -> sessions().findAttempt(session.workspace(), attempt.id()))).isEmpty();
    assertThat(found(nobodys.workspace(), nobodys)).contains(nobodys);
    assertThat(found(elsewhere.workspace(), elsewhere)).contains(elsewhere);
  }

  @Test
  default void removeExpiredWhenSessionsEndedSoLongAgoThenAtMostSoManyGo() {
    var workspace = newWorkspace();
    var now = clock().now();
    var ago = Duration.ofHours(1);
    while (fromUnit(() -> sessions().removeExpired(ago, 100)) > 0) {
      // What other tests left.
    }
    var over = opened(endingAt(Fixtures.session(workspace, now), now.minusSeconds(3590)));
    var longOver = opened(endingAt(Fixtures.session(workspace, now), now.minusSeconds(3601)));
    var longest = opened(endingAt(Fixtures.session(workspace, now), now.minusSeconds(4000)));
    var ofOver = Fixtures.attempt(over);
    var ofLongOver = Fixtures.attempt(longOver);
    inUnit(() -> List.of(ofOver, ofLongOver).forEach(sessions()::addAttempt));

    assertThat(fromUnit(() -> sessions().removeExpired(ago, 1))).isEqualTo(1);
    assertThat(fromUnit(() -> sessions().removeExpired(ago, 10))).isEqualTo(1);
    assertThat(fromUnit(() -> sessions().removeExpired(ago, 10))).isZero();

    assertThat(found(workspace, over)).contains(over);
    assertThat(found(workspace, longOver)).isEmpty();
    assertThat(found(workspace, longest)).isEmpty();
    assertThat(fromUnit(() -> sessions().findAttempt(workspace, ofOver.id()))).isPresent();
    assertThat(fromUnit(() -> sessions().findAttempt(workspace, ofLongOver.id()))).isEmpty();
  }

  @Test
  default void destroyExpiredThenNothingSealedIsLeftAndOnceIsEnough() {
    var workspace = newWorkspace();
    var now = clock().now();
    while (fromUnit(() -> sessions().destroyExpired(100)) > 0) {
      // What other tests left.
    }
    var session = opened(Fixtures.session(workspace, now));
    var alive = Fixtures.attempt(session);
    var over = Fixtures.expiring(Fixtures.attempt(session), now.minusSeconds(5));
    var keys = Fixtures.expiring(Fixtures.bareAttempt(session), now.minusSeconds(5));
    inUnit(() -> List.of(alive, over, keys).forEach(sessions()::addAttempt));

    assertThat(fromUnit(() -> sessions().destroyExpired(1))).isEqualTo(1);
    assertThat(fromUnit(() -> sessions().destroyExpired(10))).isEqualTo(1);
    assertThat(fromUnit(() -> sessions().destroyExpired(10))).isZero();

    assertThat(fromUnit(() -> sessions().findAttempt(workspace, alive.id()))).contains(alive);
    var left = fromUnit(() -> sessions().findAttempt(workspace, over.id()).orElseThrow());
    var authorization = Objects.requireNonNull(left.authorization());
    assertThat(authorization.code()).isNull();
    assertThat(authorization.verifier()).isNull();
    assertThat(left.credential().auths().ciphertext()).isEmpty();
    assertThat(left.credential().refresh()).isNull();
    assertThat(left.identity()).isNull();
    assertThat(
            fromUnit(
                () ->
                    sessions()
                        .findAttemptByState(authorization.context(), authorization.stateHash())))
        .contains(left);
    var form = fromUnit(() -> sessions().findAttempt(workspace, keys.id()).orElseThrow());
    assertThat(form.credential().auths().ciphertext()).isEmpty();
  }
}
