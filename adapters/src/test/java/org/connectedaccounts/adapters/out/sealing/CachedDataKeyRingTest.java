package org.connectedaccounts.adapters.out.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.DataKeyRingContract;
import org.junit.jupiter.api.Test;

class CachedDataKeyRingTest implements DataKeyRingContract {

  private final VaultFixture fixture = new VaultFixture();
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final SealedFor place = new SealedFor(workspace, "account", UUID.randomUUID(), 0, "f");
  private final VaultFixture.Replica replica = fixture.replica();

  @Override
  public DataKeyRing dataKeyRing() {
    return replica.ring();
  }

  @Override
  public SecretVault vault() {
    return replica.vault();
  }

  @Override
  public WorkspaceId newWorkspace() {
    return new WorkspaceId(UUID.randomUUID());
  }

  @Test
  void prepareWhenReplicasRaceThenAllUseTheOneKey() throws Exception {
    int racers = 8;
    var barrier = new CyclicBarrier(racers);
    // All have seen that there is no key before the first one writes its own.
    fixture.stored.beforeAdd = () -> meet(barrier);
    try (var threads = Executors.newFixedThreadPool(racers)) {
      var replicas = new ArrayList<VaultFixture.Replica>();
      var races = new ArrayList<Future<?>>();
      for (int i = 0; i < racers; i++) {
        var replica = fixture.replica();
        replicas.add(replica);
        races.add(threads.submit(() -> replica.ring().prepare(workspace)));
      }
      for (var race : races) {
        race.get(20, TimeUnit.SECONDS);
      }
      assertThat(fixture.stored.byId).hasSize(1);
      for (var from : replicas) {
        var sealed = from.vault().seal(place, Secret.of("s"));
        for (var to : replicas) {
          assertThat(to.vault().open(place, sealed).reveal()).isEqualTo("s");
        }
      }
    }
  }

  @Test
  void prepareWhenTheKeyEncryptionKeyIsLostThenRefusesInsteadOfMakingAnother() {
    fixture.replica().ring().prepare(workspace);
    fixture.keyEncryptionKeys.destroy(workspace);
    var restarted = fixture.replica();
    assertThatIllegalStateException().isThrownBy(() -> restarted.ring().prepare(workspace));
    assertThatIllegalStateException()
        .as("no new key was made")
        .isThrownBy(() -> fixture.keyEncryptionKeys.wrap(workspace, new byte[32]));
  }

  @Test
  void openWhenManyAskAtOnceThenOneLoads() throws Exception {
    fixture.replica().ring().prepare(workspace);
    var sealed = fixture.replica().vault().seal(place, Secret.of("s"));
    var fresh = fixture.replica();
    fixture.stored.reads.set(0);
    fixture.stored.beforeRead = () -> sleep(300);
    int callers = 16;
    var barrier = new CyclicBarrier(callers);
    try (var threads = Executors.newFixedThreadPool(callers)) {
      var opens = new ArrayList<Future<Secret>>();
      for (int i = 0; i < callers; i++) {
        opens.add(
            threads.submit(
                () -> {
                  meet(barrier);
                  return fresh.vault().open(place, sealed);
                }));
      }
      for (var open : opens) {
        assertThat(open.get(20, TimeUnit.SECONDS).reveal()).isEqualTo("s");
      }
    }
    assertThat(fixture.stored.reads).hasValue(1);
    fresh.vault().open(place, sealed);
    assertThat(fixture.stored.reads).as("kept").hasValue(1);
  }

  @Test
  void openWhenAnotherReplicaShreddedThenRefusesOnceTheCacheIsOld() {
    var one = fixture.replica();
    var two = fixture.replica();
    one.ring().prepare(workspace);
    var sealed = one.vault().seal(place, Secret.of("s"));
    two.vault().open(place, sealed);

    one.ring().shred(workspace);
    assertThatIllegalStateException().isThrownBy(() -> one.vault().open(place, sealed));
    fixture.now = fixture.now.plus(OpenedDataKeys.LIFE).plus(Duration.ofSeconds(1));
    assertThatIllegalStateException().isThrownBy(() -> two.vault().open(place, sealed));
    assertThatIllegalStateException().isThrownBy(() -> two.vault().seal(place, Secret.of("s")));
  }

  @Test
  void openWhenALoadFailedThenTheNextOneTriesAgain() {
    replica.ring().prepare(workspace);
    var sealed = replica.vault().seal(place, Secret.of("s"));
    var fresh = fixture.replica();
    fixture.stored.beforeRead =
        () -> {
          throw new IllegalArgumentException("store is down");
        };
    assertThat(catchThrowable(() -> fresh.vault().open(place, sealed)))
        .as("an outage is not a refusal")
        .isInstanceOf(IllegalArgumentException.class);
    fixture.stored.beforeRead = () -> {};
    assertThat(fresh.vault().open(place, sealed).reveal()).isEqualTo("s");
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
