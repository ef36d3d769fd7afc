package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectSessions.Ways;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link ConnectSessions} owes for attempts, their state and their handle. */
public interface AuthorizationAttemptsContract extends AccountStoreContract {

  private ConnectSession opened() {
    var session = Fixtures.session(newWorkspace(), clock().now());
    inUnit(
        () ->
            sessions()
                .add(session, new Ways("token of " + session.id(), "ticket of " + session.id())));
    return session;
  }

  private AuthorizationAttempt begun(AuthorizationAttempt attempt) {
    inUnit(() -> sessions().addAttempt(attempt));
    return attempt;
  }

  private AuthorizationAttempt begun() {
    return begun(Fixtures.attempt(opened()));
  }

  private AuthorizationAttempt over() {
    return begun(Fixtures.expiring(Fixtures.attempt(opened()), clock().now().minusSeconds(1)));
  }

  private Optional<AuthorizationAttempt> found(AuthorizationAttempt attempt) {
    return fromUnit(() -> sessions().findAttempt(attempt.workspace(), attempt.id()));
  }

  private Optional<AuthorizationAttempt> foundByState(AuthorizationAttempt attempt) {
    var request = Objects.requireNonNull(attempt.authorization());
    return fromUnit(() -> sessions().findAttemptByState(request.context(), request.stateHash()));
  }

  private boolean consume(AuthorizationAttempt attempt) {
    return write(() -> sessions().consumeState(attempt));
  }

  private void issue(AuthorizationAttempt attempt, Instant until) {
    inUnit(() -> sessions().issueHandle(attempt, "handle", until));
  }

  private boolean take(WorkspaceId workspace, AuthorizationAttempt attempt, String handle) {
    return write(() -> sessions().takeHandle(workspace, attempt.id(), handle));
  }

  private boolean take(AuthorizationAttempt attempt) {
    return take(attempt.workspace(), attempt, "handle");
  }

  @Test
  default void findAttemptWhenAddedThenReturnsEqualAttempt() {
    var attempt = Fixtures.attempt(opened());
    assertThat(attempt).hasNoNullFieldsOrProperties();
    assertThat(attempt.authorization()).hasNoNullFieldsOrProperties();
    begun(attempt);

    assertThat(found(attempt)).contains(attempt);
    assertThat(foundByState(attempt)).contains(attempt);
  }

  @Test
  default void findAttemptWhenAddedWithoutWhatMayBeMissingThenReturnsEqualAttempt() {
    var attempt = begun(Fixtures.bareAttempt(opened()));

    assertThat(found(attempt)).contains(attempt);
  }

  @Test
  default void findAttemptWhenOtherWorkspaceThenEmpty() {
    var attempt = begun();
    var other = newWorkspace();

    assertThat(fromUnit(() -> sessions().findAttempt(other, attempt.id()))).isEmpty();
  }

  @Test
  default void findAttemptByStateWhenContextOrStateIsAnotherThenEmpty() {
    var request = Objects.requireNonNull(begun().authorization());

    inUnit(
        () -> {
          assertThat(sessions().findAttemptByState("another", request.stateHash())).isEmpty();
          assertThat(sessions().findAttemptByState(request.context(), "another")).isEmpty();
        });
  }

  @Test
  default void consumeStateWhenFirstThenTrueAndNeverAgain() {
    var attempt = begun();

    assertThat(consume(attempt)).isTrue();

    assertThat(consume(attempt)).isFalse();
    assertThat(foundByState(attempt)).isEmpty();
    assertThat(found(attempt)).contains(attempt);
  }

  @Test
  default void consumeStateWhenManyAtOnceThenOneWins() throws Exception {
    var attempt = begun();

    assertThat(Race.winners(16, () -> consume(attempt))).isEqualTo(1);
  }

  @Test
  default void consumeStateWhenExpiredThenFalseThoughItIsFound() {
    var attempt = over();

    assertThat(foundByState(attempt)).contains(attempt);
    assertThat(consume(attempt)).isFalse();
  }

  @Test
  default void consumeStateWhenOtherWorkspaceThenFalseAndStillUnused() {
    var attempt = begun();
    var stranger =
        new AuthorizationAttempt(
            newWorkspace(),
            attempt.id(),
            attempt.session(),
            attempt.definition(),
            attempt.method(),
            attempt.authorization(),
            attempt.scopes(),
            attempt.credential(),
            attempt.verified(),
            attempt.identity(),
            attempt.expiresAt());

    assertThat(consume(stranger)).isFalse();
    assertThat(consume(attempt)).isTrue();
  }

  @Test
  default void updateAttemptWhenThereThenWritesCodeCredentialScopesIdentityAndEnd() {
    var attempt = begun();
    var next =
        attempt
            .withCode(
                Fixtures.sealed("new code"),
                new SealedCredential(Fixtures.sealed("new auths"), Fixtures.sealed("new refresh")))
            .lasting(attempt.expiresAt().plusSeconds(60));

    inUnit(() -> sessions().updateAttempt(next));
    assertThat(found(attempt)).contains(next);

    var without =
        next.granted(
            new SealedCredential(Fixtures.sealed("only auths"), null),
            List.of("granted"),
            new Identity("subject-2", null, null));
    inUnit(() -> sessions().updateAttempt(without));
    assertThat(found(attempt)).contains(without);
  }

  @Test
  default void updateAttemptWhenConsumedAndHandedThenBothStay() {
    var attempt = begun();
    consume(attempt);
    issue(attempt, clock().now().plusSeconds(60));

    inUnit(
        () -> sessions().updateAttempt(attempt.granted(attempt.credential(), List.of("x"), null)));

    assertThat(consume(attempt)).isFalse();
    assertThat(take(attempt)).isTrue();
  }

  @Test
  default void takeHandleWhenFirstThenTrueAndNeverAgain() {
    var attempt = begun();
    assertThat(take(attempt)).isFalse();
    issue(attempt, clock().now().plusSeconds(60));

    assertThat(take(attempt.workspace(), attempt, "another")).isFalse();
    assertThat(take(newWorkspace(), attempt, "handle")).isFalse();
    assertThat(take(attempt)).isTrue();
    assertThat(take(attempt)).isFalse();
  }

  @Test
  default void takeHandleWhenManyAtOnceThenOneWins() throws Exception {
    var attempt = begun();
    issue(attempt, clock().now().plusSeconds(60));

    assertThat(Race.winners(16, () -> take(attempt))).isEqualTo(1);
  }

  @Test
  default void takeHandleWhenItsTimeIsOverThenFalse() {
    var attempt = begun();
    issue(attempt, clock().now().minusSeconds(1));

    assertThat(take(attempt)).isFalse();
  }

  @Test
  default void returnHandleWhenTakenThenItIsUsableAgain() {
    var attempt = begun();
    issue(attempt, clock().now().plusSeconds(60));
    take(attempt);

    inUnit(() -> sessions().returnHandle(new WorkspaceId(FakeIds.next()), attempt.id()));
    assertThat(take(attempt)).isFalse();
    inUnit(() -> sessions().returnHandle(attempt.workspace(), attempt.id()));

    assertThat(take(attempt)).isTrue();
  }

  @Test
  default void returnHandleWhenNoneWasIssuedThenThereIsStillNone() {
    var attempt = begun();

    inUnit(() -> sessions().returnHandle(attempt.workspace(), attempt.id()));

    assertThat(take(attempt)).isFalse();
  }

  @Test
  default void issueHandleWhenIssuedAgainThenTheFormerIsVoid() {
    var attempt = begun();
    issue(attempt, clock().now().plusSeconds(60));
    take(attempt);
    inUnit(() -> sessions().issueHandle(attempt, "second", clock().now().plusSeconds(60)));

    assertThat(take(attempt)).isFalse();
    assertThat(take(attempt.workspace(), attempt, "second")).isTrue();
  }

  @Test
  default void removeAttemptWhenThereThenGoneInItsWorkspaceAlone() {
    var attempt = begun();
    inUnit(() -> sessions().removeAttempt(new WorkspaceId(FakeIds.next()), attempt.id()));
    assertThat(found(attempt)).isPresent();

    inUnit(() -> sessions().removeAttempt(attempt.workspace(), attempt.id()));

    assertThat(found(attempt)).isEmpty();
  }
}
