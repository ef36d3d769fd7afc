package org.connectedaccounts.adapters.out.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.connectedaccounts.application.port.KeyEncryptionKeys.OutOfTime;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many ask at once for a key that is not in memory, and the one who loads it fails. */
class KeysAwayForManyTest {

  private static final int MANY = 8;

  private final VaultFixture fixture = new VaultFixture();
  private final VaultFixture.Replica fresh = fixture.replica();
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final SealedFor place = new SealedFor(workspace, "account", new UUID(1, 2), 3, "f");
  private final List<Thread> asking = new CopyOnWriteArrayList<>();
  private final Queue<String> opened = new ConcurrentLinkedQueue<>();
  private final Queue<RuntimeException> failed = new ConcurrentLinkedQueue<>();
  private Sealed sealed = new Sealed(new UUID(0, 0), new byte[0]);

  @BeforeEach
  void seal() {
    var before = fixture.replica();
    before.ring().prepare(workspace);
    sealed = before.vault().seal(place, Secret.of("s"));
  }

  /**
   * @param then what the one who loads does when all the others wait for it
   */
  private void openByMany(Runnable then) throws InterruptedException {
    var first = new AtomicBoolean(true);
    fixture.stored.beforeRead =
        () -> {
          if (first.getAndSet(false)) {
            awaitTheOthers();
            then.run();
          }
        };
    for (int n = 0; n < MANY; n++) {
      asking.add(Thread.ofPlatform().unstarted(this::open));
    }
    asking.forEach(Thread::start);
    for (var each : asking) {
      each.join();
    }
  }

  private void open() {
    try {
      opened.add(fresh.vault().open(place, sealed).reveal());
    } catch (RuntimeException e) {
      failed.add(e);
    }
  }

  private void awaitTheOthers() {
    while (!asking.stream().allMatch(KeysAwayForManyTest::waits)) {
      Thread.onSpinWait();
    }
  }

  private static boolean waits(Thread thread) {
    return thread == Thread.currentThread() || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void openWhenItsPlaceIsAwayThenOneAsksItForAllWhoWait() throws Exception {
    int before = fixture.keyEncryptionKeys.unwraps.get();
    openByMany(() -> fixture.keyEncryptionKeys.away = true);
    assertThat(failed).hasSize(MANY).hasOnlyElementsOfType(Unreachable.class);
    assertThat(fixture.keyEncryptionKeys.unwraps).hasValue(before + 1);
  }

  /** A request that has waited long enough elsewhere takes no other one with it. */
  @Test
  void openWhenTheOneWhoLoadsHasNoTimeLeftThenTheOthersGoOn() throws Exception {
    openByMany(
        () -> {
          throw new OutOfTime("no time left", null);
        });
    assertThat(failed).hasSize(1);
    assertThat(opened).hasSize(MANY - 1).containsOnly("s");
  }

  /** Such as in a transaction that was ended: the others have their own. */
  @Test
  void openWhenTheStoreFailsTheOneWhoLoadsThenTheOthersGoOn() throws Exception {
    openByMany(
        () -> {
          throw new IllegalArgumentException("his transaction is over");
        });
    assertThat(failed).hasSize(1);
    assertThat(opened).hasSize(MANY - 1).containsOnly("s");
  }
}
