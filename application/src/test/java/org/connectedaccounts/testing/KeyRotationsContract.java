package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyRotations;
import org.connectedaccounts.application.port.KeyRotations.Running;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotation.Keys;
import org.connectedaccounts.domain.key.KeyRotationId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link KeyRotations} owes. A store may hold workspaces of other tests. */
public interface KeyRotationsContract extends StoreContract {

  Keys KEYS = Keys.KEY_ENCRYPTION_KEYS;

  KeyRotations rotations();

  DataKeys dataKeys();

  private DataKey added(WorkspaceId workspace) {
    var key =
        new DataKey(workspace, FakeIds.next(), DataKeys.State.ENCRYPT, new byte[] {1, 2}, "before");
    inUnit(() -> dataKeys().add(key));
    return key;
  }

  private KeyRotationId started() {
    var id = new KeyRotationId(FakeIds.next());
    assertThat(fromUnit(() -> rotations().start(id, KEYS))).isTrue();
    return id;
  }

  private KeyRotation found(KeyRotationId id) {
    return fromUnit(() -> rotations().find(id)).orElseThrow();
  }

  /** Rewraps every workspace, and says whose turn it was. */
  private Set<WorkspaceId> rewrapAll(KeyRotationId id) {
    return each(() -> rewrapOne(id));
  }

  private Optional<WorkspaceId> rewrapOne(KeyRotationId id) {
    return fromUnit(
        () -> {
          var next = rotations().holdToRewrap(id);
          next.ifPresent(
              workspace ->
                  rotations().dataKeys(workspace).forEach(key -> rotations().rewrapped(id, key)));
          return next;
        });
  }

  private Set<WorkspaceId> retireAll(KeyRotationId id, Duration since) {
    return each(
        () ->
            fromUnit(
                () -> {
                  var next = rotations().holdToRetire(id, since);
                  next.ifPresent(workspace -> rotations().retired(id, workspace));
                  return next;
                }));
  }

  private static Set<WorkspaceId> each(Supplier<Optional<WorkspaceId>> one) {
    Set<WorkspaceId> seen = new HashSet<>();
    for (var next = one.get(); next.isPresent(); next = one.get()) {
      assertThat(seen.add(next.get())).as("once").isTrue();
    }
    return seen;
  }

  private boolean finished(KeyRotationId id) {
    return fromUnit(() -> rotations().finish(new Running(id, KEYS)));
  }

  private void end(KeyRotationId id) {
    rewrapAll(id);
    retireAll(id, Duration.ZERO);
    assertThat(finished(id)).isTrue();
  }

  @Test
  default void everyStepIsDoneOnceForEveryWorkspaceAndThenItIsFinished() {
    var one = newWorkspace();
    var other = newWorkspace();
    added(one);
    added(other);
    var id = started();
    assertThat(found(id).done()).isZero();
    assertThat(found(id).finishedAt()).isNull();

    assertThat(retireAll(id, Duration.ZERO)).as("nothing is rewrapped yet").isEmpty();
    inUnit(() -> rotations().retired(id, one));
    assertThat(found(id).done()).isZero();
    assertThat(rewrapAll(id)).contains(one, other);
    assertThat(finished(id)).as("nothing is retired yet").isFalse();
    assertThat(retireAll(id, Duration.ZERO)).contains(one, other);
    assertThat(finished(id)).isTrue();
    assertThat(finished(id)).as("once").isFalse();

    assertThat(found(id).done()).isEqualTo(found(id).total()).isGreaterThanOrEqualTo(2);
    assertThat(found(id).failed()).isZero();
    assertThat(found(id).finishedAt()).isNotNull().isAfterOrEqualTo(found(id).startedAt());
  }

  /** Else one would not end while workspaces are made. */
  @Test
  default void aWorkspaceThatIsMadeMeanwhileIsRewrappedAndNobodyWaitsForMore() {
    added(newWorkspace());
    var id = started();
    end(id, () -> added(newWorkspace()));
    assertThat(found(id).done()).isEqualTo(found(id).total());
    end(started());
  }

  /** Ends it although a data key comes when all others are done. */
  private void end(KeyRotationId id, Runnable meanwhile) {
    rewrapAll(id);
    retireAll(id, Duration.ZERO);
    meanwhile.run();
    assertThat(finished(id)).as("one is not rewrapped").isFalse();
    rewrapAll(id);
    assertThat(finished(id)).isTrue();
  }

  @Test
  default void startWhenOneIsUnderWayThenFalseUntilItIsFinished() {
    added(newWorkspace());
    var id = started();
    assertThat(fromUnit(() -> rotations().findRunning())).hasValue(new Running(id, KEYS));
    var second = new KeyRotationId(FakeIds.next());
    assertThat(fromUnit(() -> rotations().start(second, KEYS))).isFalse();
    assertThat(fromUnit(() -> rotations().find(second))).isEmpty();

    end(id);
    assertThat(fromUnit(() -> rotations().findRunning())).isEmpty();
    end(started());
  }

  @Test
  default void rewrappedThenTheDataKeyIsWhatWasWritten() {
    var workspace = newWorkspace();
    var key = added(workspace);
    var id = started();
    var next = new DataKey(workspace, key.id(), key.state(), new byte[] {3}, "after");
    inUnit(() -> rotations().rewrapped(id, next));

    assertThat(fromUnit(() -> dataKeys().find(workspace, key.id())).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(next);
    assertThat(rewrapAll(id)).doesNotContain(workspace);
    end(id);
  }

  @Test
  default void holdToRetireThenNotBeforeItsTime() {
    var workspace = newWorkspace();
    var key = added(workspace);
    var id = started();
    rewrapAll(id);
    assertThat(fromUnit(() -> rotations().rewrapped(id, workspace)))
        .extracting(DataKey::id)
        .containsExactly(key.id());
    assertThat(retireAll(id, Duration.ofHours(1))).isEmpty();
    end(id);
  }

  @Test
  default void failedWhenItIsRewrappedThenNothingChanges() {
    var workspace = newWorkspace();
    var key = added(workspace);
    var id = started();
    inUnit(() -> rotations().rewrapped(id, key));
    inUnit(() -> rotations().failed(id, workspace));
    assertThat(found(id).failed()).isZero();
    assertThat(retireAll(id, Duration.ZERO)).contains(workspace);
    end(id);
  }

  @Test
  default void notRetiredThenItIsCountedAsFailedUnlessItIsRetiredOrNotEvenRewrapped() {
    var workspace = newWorkspace();
    var key = added(workspace);
    var id = started();
    inUnit(() -> rotations().notRetired(id, workspace));
    assertThat(found(id).failed()).isZero();
    inUnit(() -> rotations().rewrapped(id, key));
    inUnit(() -> rotations().notRetired(id, workspace));
    assertThat(found(id).failed()).isEqualTo(1);
    assertThat(retireAll(id, Duration.ZERO)).doesNotContain(workspace);
    end(id);

    var next = started();
    inUnit(() -> rotations().rewrapped(next, key));
    inUnit(() -> rotations().retired(next, workspace));
    inUnit(() -> rotations().notRetired(next, workspace));
    assertThat(found(next).failed()).isZero();
    end(next);
  }

  /** How the work of a replica with a copy of the keys is told from the others'. */
  @Test
  default void holdNextThenTheOperatorsIsRewrappedBeforeAllOthers() {
    added(newWorkspace());
    if (fromUnit(() -> dataKeys().findEncrypting(WorkspaceId.OPERATOR)).isEmpty()) {
      added(WorkspaceId.OPERATOR);
    }
    var id = started();
    assertThat(rewrapOne(id)).hasValue(WorkspaceId.OPERATOR);
    end(id);
  }

  @Test
  default void findWhenFinishedThenSaysHowItWas() {
    added(newWorkspace());
    var id = started();
    end(id);
    var then = found(id);
    added(newWorkspace());
    end(started());
    assertThat(found(id).total()).isEqualTo(then.total());
    assertThat(found(id).done()).isEqualTo(then.done()).isPositive();
  }

  @Test
  default void listThenNewestFirstInPagesEachAsItIsFound() {
    added(newWorkspace());
    var first = started();
    end(first);
    var second = started();

    var page = fromUnit(() -> rotations().list(new PageRequest(null, 1)));
    var rest = fromUnit(() -> rotations().list(new PageRequest(page.next(), 1)));
    assertThat(page.items()).extracting(KeyRotation::id).containsExactly(second);
    assertThat(rest.items()).extracting(KeyRotation::id).containsExactly(first);
    assertThat(page.items().getFirst().finishedAt()).isNull();
    assertThat(page.items().getFirst().total()).isEqualTo(found(second).total()).isPositive();
    assertThat(rest.items().getFirst().done()).isEqualTo(found(first).done()).isPositive();
    assertThat(rest.items().getFirst().finishedAt()).isEqualTo(found(first).finishedAt());
    end(second);
  }

  @Test
  default void listWhenItIsAllThenNoNextPage() {
    added(newWorkspace());
    end(started());
    var all = fromUnit(() -> rotations().list(new PageRequest(null, 200)));
    assertThat(all.next()).isNull();
    assertThat(all.items()).isNotEmpty();
  }

  @Test
  default void listWhenTheCursorIsOfNoRotationThenRefused() {
    for (var cursor : List.of("", "nonsense", "key_01h455vb4pex5vsknk084sn02q")) {
      assertThatThrownBy(() -> rotations().list(new PageRequest(cursor, 10)))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
    }
  }

  @Test
  default void failedThenItIsLeftOutAndCounted() {
    var workspace = newWorkspace();
    added(workspace);
    var id = started();
    inUnit(() -> rotations().failed(id, workspace));

    assertThat(rewrapAll(id)).doesNotContain(workspace);
    assertThat(retireAll(id, Duration.ZERO)).doesNotContain(workspace);
    assertThat(finished(id)).isTrue();
    assertThat(found(id).failed()).isEqualTo(1);
    assertThat(found(id).done()).isEqualTo(found(id).total() - 1);
    end(started());
  }
}
