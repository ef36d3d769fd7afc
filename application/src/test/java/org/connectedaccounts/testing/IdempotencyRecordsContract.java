package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.IdempotencyRecords;
import org.connectedaccounts.application.port.IdempotencyRecords.Entry;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link IdempotencyRecords} owes. */
public interface IdempotencyRecordsContract extends StoreContract {

  Sealed BODY = new Sealed(UUID.randomUUID(), new byte[] {1, 0, -1});

  IdempotencyRecords idempotencyRecords();

  /** Lets what was written in this workspace grow older. */
  void age(WorkspaceId workspace, Duration time);

  private static IdempotencyRecords.Key key(WorkspaceId workspace) {
    return new IdempotencyRecords.Key(
        workspace, "key_1 POST /v1/accounts", "8e03978e-40d5-43dd-bc93-6894a57f9324");
  }

  private Optional<Entry> begin(IdempotencyRecords.Key key, String fingerprint) {
    return fromUnit(() -> idempotencyRecords().begin(key, fingerprint));
  }

  @Test
  default void beginWhenNewThenTakenAndNextOneSeesItRunning() {
    var key = key(newWorkspace());

    assertThat(begin(key, "first")).isEmpty();

    assertThat(begin(key, "second")).contains(new Entry("first", null, null));
  }

  @Test
  default void beginWhenFinishedThenReturnsTheAnswer() {
    var key = key(newWorkspace());
    begin(key, "first");
    inUnit(() -> idempotencyRecords().finish(key, 201, BODY));

    assertThat(begin(key, "first")).contains(new Entry("first", 201, BODY));
  }

  @Test
  default void beginWhenOtherWorkspaceScopeOrKeyThenTaken() {
    var workspace = newWorkspace();
    var key = key(workspace);
    begin(key, "first");
    inUnit(() -> idempotencyRecords().finish(key, 201, BODY));

    assertThat(
            List.of(
                key(newWorkspace()),
                new IdempotencyRecords.Key(workspace, "key_2 POST /v1/accounts", key.key()),
                new IdempotencyRecords.Key(workspace, key.scope(), "other")))
        .allSatisfy(other -> assertThat(begin(other, "first")).isEmpty());
  }

  @Test
  default void finishWhenOtherWorkspaceThenNothingChanges() {
    var key = key(newWorkspace());
    var other = key(newWorkspace());
    begin(key, "first");

    inUnit(() -> idempotencyRecords().finish(other, 201, BODY));
    inUnit(() -> idempotencyRecords().abandon(other));

    assertThat(begin(key, "second")).contains(new Entry("first", null, null));
    assertThat(begin(other, "second")).isEmpty();
  }

  @Test
  default void abandonWhenBegunThenTakenAgain() {
    var key = key(newWorkspace());
    begin(key, "first");

    inUnit(() -> idempotencyRecords().abandon(key));

    assertThat(begin(key, "second")).isEmpty();
    assertThat(begin(key, "third")).contains(new Entry("second", null, null));
  }

  @Test
  default void beginWhenUnitOfWorkFailedThenTakenAgain() {
    var key = key(newWorkspace());
    try {
      inUnit(
          () -> {
            idempotencyRecords().begin(key, "first");
            throw new IllegalArgumentException("broken");
          });
    } catch (IllegalArgumentException e) {
      assertThat(begin(key, "second")).isEmpty();
    }
  }

  @Test
  default void beginWhenADayOldThenTakenAsIfNew() {
    var workspace = newWorkspace();
    var key = key(workspace);
    begin(key, "first");
    inUnit(() -> idempotencyRecords().finish(key, 201, BODY));

    age(workspace, Duration.ofHours(23).plusMinutes(59));
    assertThat(begin(key, "second")).contains(new Entry("first", 201, BODY));
    age(workspace, Duration.ofMinutes(1));

    assertThat(begin(key, "second")).isEmpty();
    assertThat(begin(key, "third")).contains(new Entry("second", null, null));
  }

  @Test
  default void beginWhenItsRequestIsTooOldToRunThenTakenAgain() {
    var workspace = newWorkspace();
    var key = key(workspace);
    begin(key, "cut off");

    age(workspace, IdempotencyRecords.LONGEST_RUN.minusSeconds(10));
    assertThat(begin(key, "second")).contains(new Entry("cut off", null, null));
    age(workspace, Duration.ofSeconds(10));
    assertThat(begin(key, "second")).isEmpty();
    assertThat(begin(key, "third")).contains(new Entry("second", null, null));
  }

  @Test
  default void runningForThenSinceItWasTakenUntilItIsAnswered() {
    var workspace = newWorkspace();
    var key = key(workspace);
    assertThat(runningFor(key)).isEmpty();
    begin(key, "first");
    age(workspace, Duration.ofSeconds(40));
    begin(key, "second");

    assertThat(runningFor(key).orElseThrow())
        .isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
    assertThat(runningFor(key(newWorkspace()))).isEmpty();
    inUnit(() -> idempotencyRecords().finish(key, 201, BODY));
    assertThat(runningFor(key)).isEmpty();
  }

  private Optional<Duration> runningFor(IdempotencyRecords.Key key) {
    return fromUnit(() -> idempotencyRecords().runningFor(key));
  }

  @Test
  default void beginWhenManyAtOnceThenOneIsFirst() throws Exception {
    var key = key(newWorkspace());
    Callable<Boolean> isFirst = () -> begin(key, "same").isEmpty();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int firsts = 0;
      for (var job : threads.invokeAll(Stream.generate(() -> isFirst).limit(8).toList())) {
        firsts += job.get() ? 1 : 0;
      }
      assertThat(firsts).isEqualTo(1);
    }
  }

  @Test
  default void removeExpiredWhenSomeAreThenAtMostTheLimitAndNoOthers() {
    inUnit(() -> idempotencyRecords().removeExpired(1000));
    var old = newWorkspace();
    List.of("a", "b", "c")
        .forEach(name -> begin(new IdempotencyRecords.Key(old, "scope", name), name));
    age(old, Duration.ofHours(25));
    var key = key(newWorkspace());
    begin(key, "young");

    assertThat(fromUnit(() -> idempotencyRecords().removeExpired(2))).isEqualTo(2);
    assertThat(fromUnit(() -> idempotencyRecords().removeExpired(2))).isEqualTo(1);

    assertThat(begin(key, "second")).contains(new Entry("young", null, null));
  }
}
