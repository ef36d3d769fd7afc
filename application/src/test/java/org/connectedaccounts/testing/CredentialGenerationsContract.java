package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Fixtures.TIME;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.account.Times;
import org.junit.jupiter.api.Test;

/** What every {@link ConnectedAccounts} owes for credentials and the generations of them. */
public interface CredentialGenerationsContract extends AccountStoreContract {

  @Test
  default void findWithCredentialWhenAddedThenBothAreEqualAndTimeIsTheStores() throws Exception {
    var account = Fixtures.account(newWorkspace());
    var credential = Fixtures.credential(account);
    assertThat(credential).hasNoNullFieldsOrPropertiesExcept("parent");
    inUnit(() -> accounts().add(account, credential));
    var before = clock().now();

    var found = accounts().findWithCredential(account.workspace(), account.id()).orElseThrow();

    assertThat(found.account()).isEqualTo(account);
    assertThat(found.credential()).isEqualTo(credential);
    assertThat(found.now()).isBetween(before, before.plus(Duration.ofMinutes(1)));
  }

  @Test
  default void findWithCredentialWhenOnABareThreadThenNeedsNoUnitOfWork() throws Exception {
    var account = added(Fixtures.bareAccount(newWorkspace()));

    long found =
        Race.winners(
            4,
            () ->
                accounts()
                    .findWithCredential(account.workspace(), account.id())
                    .filter(with -> with.account().equals(account))
                    .isPresent());

    assertThat(found).isEqualTo(4);
  }

  @Test
  default void findWithCredentialWhenInAUnitOfWorkThenSeesWhatItWrote() {
    var account = Fixtures.account(newWorkspace());

    inUnit(
        () -> {
          accounts().add(account, Fixtures.credential(account));
          assertThat(accounts().findWithCredential(account.workspace(), account.id())).isPresent();
        });
  }

  @Test
  default void findWithCredentialsWhenSomeAreUnknownThenTheyAreMissing() {
    var workspace = newWorkspace();
    var first = added(workspace);
    var second = added(Fixtures.bareAccount(workspace));
    var elsewhere = added(newWorkspace());
    var unknown = new AccountId(FakeIds.next());

    var ids = List.of(first.id(), second.id(), second.id(), elsewhere.id(), unknown);
    var found = accounts().findWithCredentials(workspace, ids);

    assertThat(found).containsOnlyKeys(first.id(), second.id());
    assertThat(found.values().stream().map(each -> each.account()))
        .containsExactlyInAnyOrder(first, second);
    assertThat(accounts().findWithCredentials(workspace, List.of())).isEmpty();
    assertThat(accounts().findWithCredential(workspace, elsewhere.id())).isEmpty();
  }

  @Test
  default void advanceWhenGenerationIsTheParentThenWritesAccountAndCredential() {
    var account = added(newWorkspace());
    var next = changed(account);
    var child = Fixtures.nextCredential(account);

    assertThat(write(() -> accounts().advance(next, child))).isTrue();

    var found = accounts().findWithCredential(account.workspace(), account.id()).orElseThrow();
    assertThat(found.credential()).isEqualTo(child);
    assertThat(found.account()).isEqualTo(next.withGeneration(2));
  }

  /** All that goes with a new generation is another. */
  private static ConnectedAccount changed(ConnectedAccount account) {
    var bare = Fixtures.bareAccount(account.workspace());
    var times = account.times();
    return account
        .withOrigin(bare.origin())
        .withIdentity(new Identity("U-new", "Grace", "grace@example.com"))
        .withScopes(new GrantedScopes(List.of("a", "b", "c"), List.of("a", "c")))
        .withStatus(AccountStatus.active(TIME.plusSeconds(70)))
        .withTimes(
            new Times(
                times.createdAt(),
                TIME.plusSeconds(71),
                TIME.plusSeconds(72),
                times.lastUsedAt(),
                TIME.plusSeconds(73),
                null,
                new Times.Upkeep(TIME.plusSeconds(74), null)));
  }

  @Test
  default void advanceWhenLabelsOrUseChangedMeanwhileThenTheyStay() {
    var read = added(newWorkspace());
    var labelled =
        read.withNickname("new").withOwner(new Owner("user-2", false)).withMetadata(Map.of());
    write(() -> accounts().updateLabels(labelled));

    write(
        () ->
            accounts()
                .advance(
                    read.withTimes(Times.createdAt(TIME.plusSeconds(80))),
                    Fixtures.nextCredential(read)));

    var found = found(read).orElseThrow();
    assertThat(found.nickname()).isEqualTo("new");
    assertThat(found.owner()).isEqualTo(labelled.owner());
    assertThat(found.metadata()).isEmpty();
    assertThat(found.times().createdAt()).isEqualTo(read.times().createdAt());
    assertThat(found.times().lastUsedAt()).isEqualTo(read.times().lastUsedAt());
  }

  @Test
  default void advanceWhenParentIsStaleThenFalseAndNothingIsWritten() {
    var account = added(newWorkspace());
    var child = Fixtures.nextCredential(account);
    assertThat(write(() -> accounts().advance(account, child))).isTrue();
    var late = changed(account);

    assertThat(write(() -> accounts().advance(late, Fixtures.nextCredential(account)))).isFalse();

    var found = accounts().findWithCredential(account.workspace(), account.id()).orElseThrow();
    assertThat(found.credential()).isEqualTo(child);
    assertThat(found.account()).isEqualTo(account.withGeneration(2));
  }

  @Test
  default void advanceWhenManyAtOnceFromOneParentThenOneWins() throws Exception {
    var account = added(newWorkspace());

    long winners =
        Race.winners(
            8, () -> write(() -> accounts().advance(account, Fixtures.nextCredential(account))));

    assertThat(winners).isEqualTo(1);
    assertThat(found(account)).contains(account.withGeneration(2));
  }

  @Test
  default void advanceWhenAgainAndAgainThenTheLastIsCurrent() {
    var account = added(newWorkspace());
    CredentialGeneration last = Fixtures.credential(account);
    for (long generation = 1; generation < 5; generation++) {
      var parent = account.withGeneration(generation);
      var child = Fixtures.nextCredential(parent);
      assertThat(write(() -> accounts().advance(parent, child))).isTrue();
      last = child;
    }

    var found = accounts().findWithCredential(account.workspace(), account.id()).orElseThrow();
    assertThat(found.credential()).isEqualTo(last);
    assertThat(found.account().generation()).isEqualTo(5);
  }

  @Test
  default void advanceWhenAccountIsGoneThenFalse() {
    var account = Fixtures.account(newWorkspace());

    assertThat(write(() -> accounts().advance(account, Fixtures.nextCredential(account))))
        .isFalse();
  }
}
