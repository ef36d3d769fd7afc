package org.connectedaccounts.application.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.connectedaccounts.application.key.WorkOnKeyRotation.Failed;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.key.KeyRotation;
import org.connectedaccounts.domain.key.KeyRotation.Keys;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.CountingRandomness;
import org.connectedaccounts.testing.FakeIds;
import org.connectedaccounts.testing.InMemoryDataKeys;
import org.connectedaccounts.testing.InMemoryKeyEncryptionKeys;
import org.connectedaccounts.testing.InMemoryKeyRotations;
import org.connectedaccounts.testing.InMemoryTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyEncryptionKeyRotationTest {

  private static final byte[] PLAIN = {1, 2, 3};
  private static final Caller OPERATOR = new Caller.Operator(null);

  private final InMemoryTables tables = new InMemoryTables();
  private final InMemoryDataKeys dataKeys = new InMemoryDataKeys(tables);
  private final InMemoryKeyRotations rotations = new InMemoryKeyRotations(tables);
  private final FaultyKeys keys = new FaultyKeys();
  private final KeyEncryptionKeyRotation work =
      new KeyEncryptionKeyRotation(rotations, keys, tables, Duration.ZERO);
  private final StartKeyRotation start =
      new StartKeyRotation(rotations, new CountingRandomness(), tables);
  private final GetKeyRotation get = new GetKeyRotation(rotations);
  private final List<DataKey> before = new ArrayList<>();

  /** Away after so many calls. */
  private static final class FaultyKeys implements KeyEncryptionKeys {
    private final KeyEncryptionKeys real = new InMemoryKeyEncryptionKeys();
    private int left = Integer.MAX_VALUE;
    private boolean retiresNothing;

    private KeyEncryptionKeys real() {
      if (left-- <= 0) {
        throw new Unreachable("away", null);
      }
      return real;
    }

    @Override
    public void create(WorkspaceId workspace) {
      real().create(workspace);
    }

    @Override
    public Wrapped wrap(WorkspaceId workspace, byte[] dataKey) {
      return real().wrap(workspace, dataKey);
    }

    @Override
    public byte[] unwrap(WorkspaceId workspace, Wrapped wrapped) {
      return real().unwrap(workspace, wrapped);
    }

    @Override
    public void rotate(WorkspaceId workspace, Set<String> inUse) {
      real().rotate(workspace, inUse);
    }

    @Override
    public void retire(WorkspaceId workspace, String version) {
      if (retiresNothing) {
        throw new NoSuchKey("gone between two calls");
      }
      real().retire(workspace, version);
    }

    @Override
    public void destroy(WorkspaceId workspace) {
      real().destroy(workspace);
    }
  }

  @BeforeEach
  void makeThreeWorkspaces() {
    for (int n = 0; n < 3; n++) {
      var workspace = new WorkspaceId(FakeIds.next());
      keys.create(workspace);
      var wrapped = keys.wrap(workspace, PLAIN);
      var key =
          new DataKey(
              workspace,
              FakeIds.next(),
              DataKeys.State.ENCRYPT,
              wrapped.bytes(),
              wrapped.version());
      tables.run(() -> dataKeys.add(key));
      before.add(key);
    }
  }

  private List<Failed> work() {
    List<Failed> failed = new ArrayList<>();
    var running = tables.call(rotations::findRunning);
    running.ifPresent(it -> work.work(it.id(), failed::add));
    running.ifPresent(it -> tables.run(() -> rotations.finish(it)));
    return failed;
  }

  private KeyRotation begin() {
    return start.handle(new StartKeyRotation.Command(OPERATOR, Keys.KEY_ENCRYPTION_KEYS));
  }

  private KeyRotation now(KeyRotation rotation) {
    return get.handle(new GetKeyRotation.Command(OPERATOR, rotation.id()));
  }

  private byte[] opened(DataKey key) {
    return keys.unwrap(
        key.workspace(), new KeyEncryptionKeys.Wrapped(key.wrapped(), key.wrappedBy()));
  }

  private DataKey stored(DataKey key) {
    return dataKeys.find(key.workspace(), key.id()).orElseThrow();
  }

  private void assertRotated(DataKey key) {
    assertThat(opened(stored(key))).isEqualTo(PLAIN);
    assertThatIllegalStateException().isThrownBy(() -> opened(key));
  }

  @Test
  void handleThenEveryDataKeyOpensWithTheNewVersionAlone() {
    var rotation = begin();
    assertThat(now(rotation).done()).isZero();
    work();

    before.forEach(this::assertRotated);
    assertThat(now(rotation).done()).isEqualTo(3);
    assertThat(now(rotation).failed()).isZero();
    assertThat(now(rotation).finishedAt()).isNotNull();
  }

  @Test
  void handleWhenItIsStoppedAgainAndAgainThenNoVersionIsMadeInVain() {
    begin();
    keys.left = 0;
    for (int tries = 0; tries < 5; tries++) {
      // Opened, and a new version made; then the place is away.
      keys.left = 2;
      assertThatExceptionOfType(KeyEncryptionKeys.Unreachable.class).isThrownBy(this::work);
    }
    keys.left = Integer.MAX_VALUE;
    work();
    var first = before.getFirst();
    assertThat(stored(first).wrappedBy()).isEqualTo("2");
  }

  @Test
  void handleWhenTheReplicaHasACopyOfTheKeysThenItLeavesTheRotationToOthers() {
    keys.create(WorkspaceId.OPERATOR);
    var wrapped = keys.wrap(WorkspaceId.OPERATOR, PLAIN);
    tables.run(
        () ->
            dataKeys.add(
                new DataKey(
                    WorkspaceId.OPERATOR,
                    FakeIds.next(),
                    DataKeys.State.ENCRYPT,
                    wrapped.bytes(),
                    "of another copy")));
    var rotation = begin();
    tables.run(
        () ->
            rotations
                .dataKeys(WorkspaceId.OPERATOR)
                .forEach(key -> rotations.rewrapped(rotation.id(), key)));
    assertThatIllegalStateException().isThrownBy(this::work).withMessageContaining("copies");
    before.forEach(key -> assertThat(stored(key).wrappedBy()).isEqualTo(key.wrappedBy()));
    assertThat(now(rotation).failed()).isZero();
  }

  /** One damaged row of the operator's must not keep everybody's keys from being rotated. */
  @Test
  void handleWhenTheOperatorsOwnKeyDoesNotOpenThenTheOthersAreDone() {
    keys.create(WorkspaceId.OPERATOR);
    tables.run(
        () ->
            dataKeys.add(
                new DataKey(
                    WorkspaceId.OPERATOR,
                    FakeIds.next(),
                    DataKeys.State.ENCRYPT,
                    new byte[] {1},
                    "1")));
    var rotation = begin();
    assertThat(work()).extracting(Failed::workspace).containsExactly(WorkspaceId.OPERATOR);
    before.forEach(this::assertRotated);
    assertThat(now(rotation).finishedAt()).isNotNull();
  }

  /** What was rewrapped is not left out: it waits, and does not spin. */
  @Test
  void handleWhenAVersionCannotBeRetiredThenItWaitsAndIsTakenUpAgain() {
    var rotation = begin();
    keys.retiresNothing = true;
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatIllegalStateException()
                .isThrownBy(this::work)
                .withMessageContaining("retire"));
    keys.retiresNothing = false;
    work();
    assertThat(now(rotation).done()).isEqualTo(3);
    before.forEach(this::assertRotated);
  }

  /** By hand, between rewrap and retirement. */
  @Test
  void handleWhenAKeyIsDestroyedAfterItsRewrapThenItIsNamedAndTheOthersAreDone() {
    var lost = before.get(1);
    var rotation = begin();
    keys.retiresNothing = true;
    assertThatIllegalStateException().isThrownBy(this::work);
    keys.retiresNothing = false;
    keys.destroy(lost.workspace());
    assertThat(work()).extracting(Failed::workspace).containsExactly(lost.workspace());
    assertThat(now(rotation).failed()).isEqualTo(1);
    assertThat(now(rotation).done()).isEqualTo(2);
    assertThat(now(rotation).finishedAt()).isNotNull();
  }

  @Test
  void handleWhenNoneIsUnderWayThenChangesNothing() {
    work();
    before.forEach(key -> assertThat(stored(key).wrappedBy()).isEqualTo(key.wrappedBy()));
  }

  /** Stopped at every call that it makes, every data key opens, and the next run ends it. */
  @Test
  void handleWhenThePlaceOfTheKeysGoesAwayAtAnyCallThenNothingIsLostAndItGoesOn() {
    var rotation = begin();
    int stops = 0;
    for (int calls = 0; now(rotation).finishedAt() == null; calls++) {
      keys.left = calls;
      try {
        work();
      } catch (KeyEncryptionKeys.Unreachable _) {
        stops++;
      }
      keys.left = Integer.MAX_VALUE;
      before.forEach(key -> assertThat(opened(stored(key))).isEqualTo(PLAIN));
    }
    assertThat(stops).isGreaterThanOrEqualTo(3);
    before.forEach(this::assertRotated);
    assertThat(now(rotation).done()).isEqualTo(3);
  }

  @Test
  void handleWhenAWorkspacesKeyIsLostThenItIsCountedAndTheOthersAreDone() {
    var lost = before.get(1);
    keys.destroy(lost.workspace());
    var rotation = begin();
    assertThat(work()).extracting(Failed::workspace).containsExactly(lost.workspace());

    assertThat(now(rotation).failed()).isEqualTo(1);
    assertThat(now(rotation).done()).isEqualTo(2);
    assertThat(now(rotation).finishedAt()).isNotNull();
    assertThat(stored(lost).wrappedBy()).isEqualTo(lost.wrappedBy());
    assertThatIllegalStateException()
        .as("no other key was made")
        .isThrownBy(() -> keys.wrap(lost.workspace(), PLAIN));
    assertRotated(before.get(0));
    assertRotated(before.get(2));
  }

  @Test
  void startWhenOneIsUnderWayThenRefusesAndNamesIt() {
    var rotation = begin();
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(this::begin)
        .satisfies(e -> assertThat(e.code()).isEqualTo(Refusal.Code.KEY_ROTATION_RUNNING))
        .withMessageContaining(rotation.id().text());
    work();
    assertThat(begin().id()).isNotEqualTo(rotation.id());
  }
}
