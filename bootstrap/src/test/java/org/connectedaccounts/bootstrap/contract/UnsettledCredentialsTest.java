package org.connectedaccounts.bootstrap.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.OutsideSecrets.Place;
import org.connectedaccounts.application.port.UnsettledCredentials;
import org.connectedaccounts.application.port.UnsettledCredentials.Removed;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedForm;
import org.connectedaccounts.testing.Fixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which credentials are not where they are to be, as PostgreSQL has them. */
@QuarkusTest
class UnsettledCredentialsTest extends PostgresAccountStore {

  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final int ALL = 1000;

  private static final Place FIRST = new Place("mount", "first");
  private static final Place SECOND = new Place("mount", "second");

  @Inject UnsettledCredentials unsettled;
  @Inject AgroalDataSource database;

  private static SealedCredential sealed(SealedForm form, String text) {
    byte[] ciphertext = ("." + text).getBytes(UTF_8);
    ciphertext[0] = form.mark();
    var sealed = new Sealed(new UUID(7, 7), ciphertext);
    return new SealedCredential(sealed, sealed);
  }

  private static CredentialGeneration credential(ConnectedAccount account, SealedForm form) {
    var any = Fixtures.credential(account);
    return new CredentialGeneration(
        any.workspace(),
        any.account(),
        any.generation(),
        any.parent(),
        sealed(form, account.id().text()),
        any.accessExpiresAt(),
        any.refreshIdleDeadline(),
        any.refreshHardExpiry());
  }

  private CredentialGeneration added(SealedForm form) {
    var account = Fixtures.account(newWorkspace());
    var credential = credential(account, form);
    inUnit(() -> accounts().add(account, credential));
    return credential;
  }

  private void remove(CredentialGeneration credential) {
    inUnit(() -> accounts().remove(credential.workspace(), credential.account()));
  }

  private List<AccountId> removed() {
    return unsettled.removed(Duration.ZERO, ALL).stream().map(Removed::account).toList();
  }

  private void forget(CredentialGeneration credential) {
    unsettled.removed(Duration.ZERO, ALL).stream()
        .filter(account -> account.account().equals(credential.account()))
        .forEach(unsettled::forget);
  }

  /** For the other tests of this database. */
  @AfterEach
  void forgetAll() {
    unsettled.removed(Duration.ZERO, ALL).forEach(unsettled::forget);
  }

  @Test
  void takeThenGivesThoseOfTheFormOnce() {
    added(SealedForm.VALUE);
    var reference = added(SealedForm.REFERENCE);
    var escrow = added(SealedForm.ESCROW);

    assertThat(unsettled.take(SealedForm.ESCROW, LEASE, ALL))
        .contains(escrow)
        .doesNotContain(reference);
    assertThat(unsettled.take(SealedForm.ESCROW, LEASE, ALL)).doesNotContain(escrow);
    assertThat(unsettled.take(SealedForm.REFERENCE, Duration.ZERO, ALL)).contains(reference);
    assertThat(unsettled.take(SealedForm.REFERENCE, LEASE, ALL))
        .as("the lease is over")
        .contains(reference);
    unsettled.giveBack(escrow);
    assertThat(unsettled.take(SealedForm.ESCROW, LEASE, ALL)).contains(escrow);
  }

  /** At another place it would not be found: below another folder, or in another engine. */
  @Test
  void keptAtThenAnotherPlaceCountsOnceNothingIsAtTheFirst() {
    nothingIsOutside();
    assertThat(unsettled.keptAt(FIRST)).isEqualTo(FIRST);
    assertThat(unsettled.keptAt(SECOND)).as("nothing is there yet").isEqualTo(SECOND);
    assertThat(unsettled.keptAt()).isEmpty();
    var reference = added(SealedForm.REFERENCE);
    assertThat(unsettled.keptAt(new Place(SECOND.mount(), "third"))).isEqualTo(SECOND);
    assertThat(unsettled.keptAt(new Place("third", SECOND.prefix()))).isEqualTo(SECOND);
    assertThat(unsettled.keptAt()).hasValue(SECOND);
    overwrite(reference, SealedForm.VALUE);
    assertThat(unsettled.keptAt()).isEmpty();
    assertThat(unsettled.keptAt(FIRST)).isEqualTo(FIRST);
  }

  /** Elsewhere its removal would count, and its secrets would stay. */
  @Test
  void keptAtWhenARemovedAccountHasLeftSomethingThenNoOtherPlaceCounts() {
    nothingIsOutside();
    unsettled.keptAt(FIRST);
    var reference = added(SealedForm.REFERENCE);
    remove(reference);
    assertThat(unsettled.keptAt(SECOND)).isEqualTo(FIRST);
    forget(reference);
    assertThat(unsettled.keptAt(SECOND)).isEqualTo(SECOND);
  }

  /** A version from before noted the folder alone. */
  @Test
  void keptAtWhenTheMountWasNotNotedThenItIsNow() throws SQLException {
    nothingIsOutside();
    unsettled.keptAt(FIRST);
    var reference = added(SealedForm.REFERENCE);
    forgetTheMount();
    assertThat(unsettled.keptAt(new Place("mount-2", "other")).prefix()).isEqualTo(FIRST.prefix());
    assertThat(unsettled.keptAt()).map(Place::prefix).hasValue(FIRST.prefix());
    assertThat(unsettled.keptAt(FIRST)).isEqualTo(FIRST);
    assertThat(unsettled.keptAt(new Place("mount-2", FIRST.prefix()))).isEqualTo(FIRST);
    overwrite(reference, SealedForm.VALUE);
  }

  private void forgetTheMount() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate("update outside_path set mount = null")).isEqualTo(1);
    }
  }

  private void nothingIsOutside() {
    var home = unsettled.take(SealedForm.REFERENCE, Duration.ZERO, ALL);
    home.forEach(reference -> overwrite(reference, SealedForm.VALUE));
    forgetAll();
  }

  /** One wrong look is made good soon; many of them are not made every minute. */
  @Test
  void postponeThenEachPauseIsTwiceTheOneBeforeUntilItIsSettled() throws SQLException {
    var escrow = added(SealedForm.ESCROW);
    for (long minutes : List.of(1, 2, 4, 8, 15, 15)) {
      unsettled.postpone(escrow, Duration.ofMinutes(1), Duration.ofMinutes(15));
      assertThat(secondsLeft(escrow)).isBetween(minutes * 60 - 50, minutes * 60);
    }
    assertThat(unsettled.take(SealedForm.ESCROW, LEASE, ALL)).doesNotContain(escrow);
    assertThat(failures(escrow)).isEqualTo(6);
    var anew = sealed(SealedForm.ESCROW, "anew");
    assertThat(unsettled.replace(escrow, anew)).isTrue();
    assertThat(failures(escrow)).isZero();
    assertThat(unsettled.take(SealedForm.ESCROW, LEASE, ALL))
        .extracting(CredentialGeneration::account)
        .contains(escrow.account());
  }

  @Test
  void postponeWhenTheAccountIsGoneThenTellsOfItAgain() {
    var escrow = added(SealedForm.ESCROW);
    remove(escrow);
    forget(escrow);
    unsettled.postpone(escrow, Duration.ofMinutes(1), Duration.ofMinutes(15));
    assertThat(removed()).contains(escrow.account());
  }

  private long secondsLeft(CredentialGeneration credential) throws SQLException {
    return number(
        credential, "ceil(extract(epoch from settling_until - clock_timestamp()))::bigint");
  }

  private long failures(CredentialGeneration credential) throws SQLException {
    return number(credential, "settle_failures");
  }

  private long number(CredentialGeneration credential, String what) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select %s from credential where account_id = '%s'"
                    .formatted(what, credential.account().value()))) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  @Test
  void replaceThenItIsStoredAndSettledAtOnce() {
    var escrow = added(SealedForm.ESCROW);
    var settled = sealed(SealedForm.REFERENCE, "ref");
    assertThat(unsettled.replace(escrow, settled)).isTrue();
    var found = accounts().findWithCredential(escrow.workspace(), escrow.account()).orElseThrow();
    assertThat(found.credential().sealed()).isEqualTo(settled);
    assertThat(unsettled.take(SealedForm.ESCROW, LEASE, ALL)).doesNotContain(escrow);
  }

  /** A rotation of data keys may have sealed it anew meanwhile. */
  @Test
  void replaceWhenItWasChangedMeanwhileThenWritesNothing() {
    var escrow = added(SealedForm.ESCROW);
    var anew = sealed(SealedForm.ESCROW, "anew");
    unsettled.replace(escrow, anew);
    assertThat(unsettled.replace(escrow, sealed(SealedForm.REFERENCE, "ref"))).isFalse();
    var found = accounts().findWithCredential(escrow.workspace(), escrow.account()).orElseThrow();
    assertThat(found.credential().sealed()).isEqualTo(anew);
    assertThat(removed()).doesNotContain(escrow.account());
    remove(escrow);
  }

  @Test
  void removeThenTellsOfWhatIsOutsideAlone() {
    var value = added(SealedForm.VALUE);
    var reference = added(SealedForm.REFERENCE);
    var escrow = added(SealedForm.ESCROW);
    List.of(value, reference, escrow).forEach(this::remove);
    assertThat(removed())
        .contains(reference.account(), escrow.account())
        .doesNotContain(value.account());
    assertThat(unsettled.removed(Duration.ofHours(1), ALL)).isEmpty();
    forget(escrow);
    assertThat(removed()).contains(reference.account()).doesNotContain(escrow.account());
  }

  /** What was written outside between the removal and this is to go as well. */
  @Test
  void replaceWhenTheAccountIsGoneThenTellsOfItAgain() {
    var escrow = added(SealedForm.ESCROW);
    remove(escrow);
    forget(escrow);
    assertThat(unsettled.replace(escrow, sealed(SealedForm.REFERENCE, "ref"))).isFalse();
    assertThat(removed()).contains(escrow.account());
  }

  /** It may have been written, and the answer lost. */
  @Test
  void giveBackWhenTheAccountIsGoneThenTellsOfItAgain() {
    var escrow = added(SealedForm.ESCROW);
    unsettled.take(SealedForm.ESCROW, LEASE, ALL);
    remove(escrow);
    forget(escrow);
    unsettled.giveBack(escrow);
    assertThat(removed()).contains(escrow.account());
  }

  /** Brought home again: what was written outside is there as long as the account. */
  @Test
  void removeWhenItMayHaveBeenOutsideOnceThenTellsOfItToo() {
    var escrow = added(SealedForm.ESCROW);
    unsettled.take(SealedForm.ESCROW, LEASE, ALL);
    overwrite(escrow, SealedForm.VALUE);
    remove(escrow);
    assertThat(removed()).contains(escrow.account());
  }

  /** As a refresh does, once the settings keep credentials in the database again. */
  private void overwrite(CredentialGeneration credential, SealedForm form) {
    unsettled.replace(credential, sealed(form, "home"));
  }

  /** Somebody found it again while the first removal was under way. */
  @Test
  void forgetWhenItWasFoundAgainThenItStays() {
    var escrow = added(SealedForm.ESCROW);
    remove(escrow);
    var first =
        unsettled.removed(Duration.ZERO, ALL).stream()
            .filter(account -> account.account().equals(escrow.account()))
            .findFirst()
            .orElseThrow();
    unsettled.replace(escrow, sealed(SealedForm.REFERENCE, "ref"));
    unsettled.forget(first);
    assertThat(removed()).contains(escrow.account());
  }
}
