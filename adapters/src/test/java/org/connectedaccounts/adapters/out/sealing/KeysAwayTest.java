package org.connectedaccounts.adapters.out.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.application.port.DataKeys.DataKey;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes on while the place of the key-encryption keys does not answer, and for how long. */
class KeysAwayTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final VaultFixture fixture = new VaultFixture();
  private final VaultFixture.Replica replica = fixture.replica();
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final SealedFor place = new SealedFor(workspace, "account", new UUID(1, 2), 3, "f");
  private Sealed sealed = new Sealed(new UUID(0, 0), new byte[0]);

  @BeforeEach
  void seal() {
    replica.ring().prepare(workspace);
    sealed = replica.vault().seal(place, Secret.of("s"));
    assertOpens();
  }

  private void assertOpens() {
    assertThat(replica.vault().open(place, sealed).reveal()).isEqualTo("s");
  }

  private void later(Duration duration) {
    fixture.now = fixture.now.plus(duration);
  }

  @Test
  void openAndSealWhenTheKeyIsInMemoryThenGoOnForTheGraceAndNoLonger() {
    fixture.keyEncryptionKeys.away = true;
    later(OpenedDataKeys.LIFE.plusSeconds(1));
    assertOpens();
    assertThat(replica.vault().seal(place, Secret.of("t")).dataKey()).isEqualTo(sealed.dataKey());

    later(VaultFixture.GRACE.minusSeconds(2));
    assertOpens();
    replica.vault().seal(place, Secret.of("t"));
    later(Duration.ofSeconds(20));
    assertThatExceptionOfType(Unreachable.class).isThrownBy(this::assertOpens);
    later(OpenedDataKeys.LIFE);
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> replica.vault().seal(place, Secret.of("u")));
  }

  @Test
  void openWhenAwayThenItIsAskedAgainEveryTenSecondsAndNotByEveryRead() {
    fixture.keyEncryptionKeys.away = true;
    later(OpenedDataKeys.LIFE.plusSeconds(1));
    int before = fixture.keyEncryptionKeys.unwraps.get();
    for (int n = 0; n < 100; n++) {
      assertOpens();
    }
    assertThat(fixture.keyEncryptionKeys.unwraps.get()).isEqualTo(before + 1);
    later(Duration.ofSeconds(11));
    assertOpens();
    assertThat(fixture.keyEncryptionKeys.unwraps.get()).isEqualTo(before + 2);
  }

  @Test
  void openWhenItIsBackThenTheGraceBeginsAnew() {
    fixture.keyEncryptionKeys.away = true;
    later(OpenedDataKeys.LIFE.plus(VaultFixture.GRACE).minusSeconds(30));
    assertOpens();
    fixture.keyEncryptionKeys.away = false;
    later(Duration.ofSeconds(11));
    assertOpens();
    fixture.keyEncryptionKeys.away = true;
    later(VaultFixture.GRACE);
    assertOpens();
  }

  /** Two outages at once: the second must not end what the first one left. */
  @Test
  void openWhenTheStoreFailsMeanwhileThenTheKeyInMemoryServesOn() {
    fixture.keyEncryptionKeys.away = true;
    later(OpenedDataKeys.LIFE.plusSeconds(1));
    assertOpens();
    fixture.stored.beforeRead =
        () -> {
          throw new IllegalArgumentException("the database is away as well");
        };
    later(Duration.ofSeconds(11));
    assertOpens();
    fixture.stored.beforeRead = () -> {};
    later(Duration.ofSeconds(11));
    assertOpens();
  }

  /** One that answers late costs nobody more than a moment, and what it answers counts then. */
  @Test
  void openWhenItsPlaceIsSlowThenTheKeyInMemoryServesAndTheAnswerCountsLater() throws Exception {
    later(OpenedDataKeys.LIFE.plusSeconds(1));
    var answers = answersOnlyWhenTold();
    int before = fixture.keyEncryptionKeys.unwraps.get();
    assertTimeoutPreemptively(Duration.ofSeconds(3), this::assertOpens);
    assertTimeoutPreemptively(Duration.ofMillis(400), this::assertOpens);
    assertThat(fixture.keyEncryptionKeys.unwraps.get()).as("not answered yet").isEqualTo(before);

    answers.countDown();
    await(() -> fixture.keyEncryptionKeys.unwraps.get() > before);
    fixture.keyEncryptionKeys.destroy(workspace);
    later(OpenedDataKeys.LIFE.minusSeconds(2));
    assertOpens();
    assertThat(fixture.keyEncryptionKeys.unwraps.get()).as("asked once").isEqualTo(before + 1);
  }

  @Test
  void openWhenASlowPlaceSaysAtLastThatTheKeyIsGoneThenNotLonger() throws Exception {
    later(OpenedDataKeys.LIFE.plusSeconds(1));
    var answers = answersOnlyWhenTold();
    assertOpens();
    fixture.keyEncryptionKeys.destroy(workspace);
    answers.countDown();
    await(() -> !opens());
  }

  private boolean opens() {
    try {
      assertOpens();
      return true;
    } catch (IllegalStateException _) {
      return false;
    }
  }

  /** The next answer, once. */
  private CountDownLatch answersOnlyWhenTold() {
    var told = new CountDownLatch(1);
    fixture.stored.beforeRead =
        () -> {
          fixture.stored.beforeRead = () -> {};
          try {
            assertThat(told.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        };
    return told;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(5);
    }
  }

  /** A rotation of data keys that began just before the outage. */
  @Test
  void sealWhenThePublishedKeyEncryptsAndItsPlaceIsAwayThenGoesOnWithIt() {
    var next = replica.ring().renew(fixture.stored.encrypts(workspace));
    fixture.stored.publish(next);
    later(VaultFixture.CHOICE.plusSeconds(1));
    assertThat(replica.vault().seal(place, Secret.of("t")).dataKey())
        .as("not yet")
        .isEqualTo(sealed.dataKey());

    fixture.keyEncryptionKeys.away = true;
    fixture.stored.encryptWithPublished(workspace);
    later(VaultFixture.CHOICE.plusSeconds(1));
    var anew = replica.vault().seal(place, Secret.of("u"));
    assertThat(anew.dataKey()).isEqualTo(next.id());
    assertThat(replica.vault().open(place, anew).reveal()).isEqualTo("u");
  }

  /** What cannot be opened in advance is no reason to refuse what can be done. */
  @Test
  void sealWhenTheNextKeyDoesNotOpenThenGoesOnWithTheOneThatEncrypts() {
    var next = replica.ring().renew(fixture.stored.encrypts(workspace));
    fixture.stored.publish(next);
    fixture.keyEncryptionKeys.away = true;
    later(VaultFixture.CHOICE.plusSeconds(1));
    assertThat(replica.vault().seal(place, Secret.of("t")).dataKey()).isEqualTo(sealed.dataKey());
    assertThatExceptionOfType(Unreachable.class)
        .as("so it does not take over now")
        .isThrownBy(() -> replica.ring().verify(next));
  }

  /** A key that was destroyed is not one whose place is away. */
  @Test
  void openWhenTheKeyWasDestroyedThenNotAfterItsLife() {
    fixture.keyEncryptionKeys.destroy(workspace);
    later(OpenedDataKeys.LIFE.plusSeconds(1));
    assertThatIllegalStateException().isThrownBy(this::assertOpens);
  }

  @Test
  void openWhenTheKeyWasNeverOpenedHereThenSaysThatItsPlaceIsAway() {
    fixture.keyEncryptionKeys.away = true;
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> fixture.replica().vault().open(place, sealed));
  }

  /** A rotation that ends between the read of the row and its use. */
  @Test
  void openWhenTheDataKeyIsRewrappedAndTheOldVersionRetiredMeanwhileThenOpens() {
    fixture.stored.afterRead =
        () -> {
          fixture.stored.afterRead = () -> {};
          rotate();
        };
    assertThat(fixture.replica().vault().open(place, sealed).reveal()).isEqualTo("s");
  }

  private void rotate() {
    var keys = fixture.keyEncryptionKeys;
    var old = fixture.stored.byId.get(sealed.dataKey());
    assertThat(old).isNotNull();
    byte[] plain = keys.unwrap(workspace, new Wrapped(old.wrapped(), old.wrappedBy()));
    keys.rotate(workspace, Set.of());
    var wrapped = keys.wrap(workspace, plain);
    var next = new DataKey(workspace, old.id(), old.state(), wrapped.bytes(), wrapped.version());
    fixture.stored.byId.put(old.id(), next);
    keys.retire(workspace, wrapped.version());
  }
}
