package org.connectedaccounts.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.application.port.CredentialPlace;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OutsideSecrets.Place;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnsettledCredentials;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.SealedForm;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.Fixtures;
import org.connectedaccounts.testing.InMemoryOutsideSecrets;
import org.junit.jupiter.api.Test;

/** S6: what was committed reaches its place, whatever is away in between. */
class SettleCredentialsTest {

  private static final WorkspaceId WORKSPACE = Fixtures.workspaceId();

  private final InMemoryOutsideSecrets outside = new InMemoryOutsideSecrets();
  private final Rows rows = new Rows();
  private final Moving place = new Moving(outside);
  private final SettleCredentials settle = new SettleCredentials(rows, place, outside);

  @Test
  void handleThenEverythingIsInItsPlace() {
    for (int n = 0; n < 25; n++) {
      rows.add("escrow-" + n);
    }
    settle.handle();
    assertThat(rows.open).isEmpty();
    assertThat(rows.settled).hasSize(25).allMatch(text -> text.startsWith("reference to escrow-"));
  }

  @Test
  void handleWhenThePlaceGoesAwayThenWhatIsLeftIsGivenBackAndTakenAgain() {
    for (int n = 0; n < 3; n++) {
      rows.add("escrow-" + n);
    }
    place.awayAfter(1);
    assertThatExceptionOfType(Unreachable.class).isThrownBy(settle::handle);
    assertThat(rows.settled).hasSize(1);
    assertThat(rows.resting.values()).containsExactly(Duration.ZERO, Duration.ZERO);

    place.awayAfter(Integer.MAX_VALUE);
    settle.handle();
    assertThat(rows.settled).hasSize(3);
  }

  /** The cause may be gone in seconds. */
  @Test
  void handleWhenOneDoesNotOpenThenItRestsForMinutesAndTheOthersGoOn() {
    rows.add("damaged");
    rows.add("escrow-1");
    settle.handle();
    assertThat(rows.settled).containsExactly("reference to escrow-1");
    assertThat(rows.resting.values()).containsExactly(Duration.ofMinutes(1));
    assertThat(rows.longestRest).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void handleWhenSomebodyElseIsAboutToThenTheRowIsLeftAsItIs() {
    rows.add("contested");
    settle.handle();
    assertThat(rows.settled).isEmpty();
  }

  @Test
  void handleThenBothHalvesOfARemovedAccountAreDestroyed() {
    AccountId account = rows.remove();
    var any = CredentialGeneration.sealedFor(WORKSPACE, account, 1);
    outside.put(SealedCredential.authsOf(any), bytes("token"));
    outside.put(SealedCredential.refreshOf(any), bytes("refresh"));
    settle.handle();
    assertThat(outside.get(SealedCredential.authsOf(any), 1)).isEmpty();
    assertThat(outside.get(SealedCredential.refreshOf(any), 1)).isEmpty();
    assertThat(rows.removed).isEmpty();
  }

  @Test
  void handleWhenThePlaceIsAwayThenARemovedAccountIsNotForgotten() {
    rows.remove();
    outside.away(true);
    assertThatExceptionOfType(Unreachable.class).isThrownBy(settle::handle);
    assertThat(rows.removed).hasSize(1);
  }

  @Test
  void startWhenCredentialsAreKeptAtAnotherPlaceThenTellsWhich() {
    var hold = new HoldOutsidePlace(outside, rows);
    assertThat(hold.handle()).isEmpty();
    for (var other : List.of(new Place("mount", "elsewhere"), new Place("another", "outside"))) {
      rows.keptAt = Optional.of(other);
      assertThat(hold.handle()).hasValue(other);
    }
  }

  @Test
  void startWhenThereIsNoPlaceAnyMoreThenTellsWhereCredentialsAre() {
    var hold = new HoldOutsidePlace(outside, rows);
    outside.isNotThere();
    assertThat(hold.handle()).isEmpty();
    rows.keptAt = Optional.of(new Place("mount", "outside"));
    assertThat(hold.handle()).hasValue(new Place("mount", "outside"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(SealedCredential sealed) {
    return new String(sealed.auths().ciphertext(), StandardCharsets.UTF_8);
  }

  private static SealedCredential sealed(String text) {
    return new SealedCredential(Fixtures.sealed(text), null);
  }

  /** A value says what it is by its text. */
  private static final class Moving implements CredentialPlace {
    private final InMemoryOutsideSecrets outside;
    private int answers = Integer.MAX_VALUE;

    Moving(InMemoryOutsideSecrets outside) {
      this.outside = outside;
    }

    void awayAfter(int more) {
      answers = more;
    }

    @Override
    public SealedForm unsettled() {
      return SealedForm.ESCROW;
    }

    @Override
    public SealedCredential settle(SealedFor at, SealedCredential taken) {
      String text = text(taken);
      if (answers-- == 0) {
        throw new Unreachable("away", null);
      }
      if (text.equals("damaged")) {
        throw new SecretVault.Unopenable("damaged");
      }
      Optional<Integer> version =
          text.equals("contested") ? Optional.empty() : outside.put(at, taken.auths().ciphertext());
      return version.isEmpty() ? taken : sealed("reference to " + text);
    }
  }

  /** Rows in memory, with leases that end when they are told to. */
  private static final class Rows implements UnsettledCredentials {
    private final Map<AccountId, CredentialGeneration> open = new LinkedHashMap<>();
    private final Map<AccountId, Duration> resting = new HashMap<>();
    private final List<String> settled = new ArrayList<>();
    private final List<Removed> removed = new ArrayList<>();
    private Optional<Place> keptAt = Optional.empty();
    private Duration longestRest = Duration.ZERO;
    private int made;

    void add(String text) {
      var account = account();
      open.put(
          account,
          new CredentialGeneration(WORKSPACE, account, 1, null, sealed(text), null, null, null));
    }

    AccountId remove() {
      var account = account();
      removed.add(new Removed(WORKSPACE, account, Instant.EPOCH));
      return account;
    }

    private AccountId account() {
      return new AccountId(new UUID(1, ++made));
    }

    @Override
    public Place keptAt(Place place) {
      return keptAt.orElse(place);
    }

    @Override
    public Optional<Place> keptAt() {
      return keptAt;
    }

    @Override
    public List<CredentialGeneration> take(SealedForm form, Duration lease, int limit) {
      resting.values().removeIf(Duration.ZERO::equals);
      var taken =
          open.values().stream()
              .filter(each -> !resting.containsKey(each.account()))
              .limit(limit)
              .toList();
      taken.forEach(each -> resting.put(each.account(), lease));
      return taken;
    }

    @Override
    public boolean replace(CredentialGeneration taken, SealedCredential now) {
      resting.remove(taken.account());
      settled.add(text(now));
      return open.remove(taken.account(), taken);
    }

    @Override
    public void giveBack(CredentialGeneration taken) {
      resting.put(taken.account(), Duration.ZERO);
    }

    @Override
    public void postpone(CredentialGeneration taken, Duration first, Duration atMost) {
      resting.put(taken.account(), first);
      longestRest = atMost;
    }

    @Override
    public List<Removed> removed(Duration age, int limit) {
      return removed.stream().limit(limit).toList();
    }

    @Override
    public void forget(Removed account) {
      removed.remove(account);
    }
  }
}
