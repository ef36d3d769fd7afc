package org.connectedaccounts.adapters.out.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.connectedaccounts.adapters.out.sealing.ConfiguredCredentialPlace.Place;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.SecretVault.Unopenable;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.credential.SealedForm;
import org.connectedaccounts.domain.credential.Token;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.SecretVaultContract;
import org.junit.jupiter.api.Test;

/** The vault where credentials are kept outside of the store. */
class OutsideCredentialsTest implements SecretVaultContract {

  private static final int SWAPS = 10_000;
  private static final long SEED = 20261127;

  private final VaultFixture fixture = new VaultFixture();
  private final VaultFixture.Replica replica = fixture.replica(Place.KV);
  private final VaultFixture.Replica database = fixture.replica(Place.DATABASE);

  @Override
  public SecretVault vault() {
    return replica.vault();
  }

  @Override
  public DataKeyRing dataKeyRing() {
    return replica.ring();
  }

  @Override
  public WorkspaceId newWorkspace() {
    return new WorkspaceId(UUID.randomUUID());
  }

  private SealedFor newPlace() {
    var workspace = newWorkspace();
    replica.ring().prepare(workspace);
    return CredentialGeneration.sealedFor(workspace, new AccountId(UUID.randomUUID()), 1);
  }

  private static SealedFor next(SealedFor place) {
    return CredentialGeneration.sealedFor(
        place.workspace(), new AccountId(place.owner()), place.generation() + 1);
  }

  private static Credential credential(String text) {
    return new Credential(
        Map.of("oauth_access_token", new Token(Secret.of("at-" + text), null)),
        Map.of(),
        Map.of(),
        Map.of(),
        Secret.of("rt-" + text));
  }

  private SealedCredential settled(SealedFor place, String text) {
    return replica
        .credentials()
        .settle(place, replica.vault().sealCredential(place, credential(text)));
  }

  private static void assertForm(SealedForm form, SealedCredential sealed) {
    assertThat(sealed.auths().ciphertext()[0]).isEqualTo(form.mark());
    assertThat(Objects.requireNonNull(sealed.refresh()).ciphertext()[0]).isEqualTo(form.mark());
  }

  @Test
  void settleThenTheStoreHasReferencesAndReadingAsksOnce() {
    var place = newPlace();
    var sealed = replica.vault().sealCredential(place, credential("1"));
    assertForm(SealedForm.ESCROW, sealed);
    assertThat(replica.vault().openAuths(place, sealed).tokens()).hasSize(1);
    assertThat(fixture.outside.reads).isZero();

    var settled = replica.credentials().settle(place, sealed);
    assertForm(SealedForm.REFERENCE, settled);
    assertThat(replica.vault().openAuths(place, settled).tokens())
        .isEqualTo(credential("1").tokens());
    assertThat(fixture.outside.reads).as("the refresh token is not read").isEqualTo(1);
    assertThat(replica.vault().openCredential(place, settled)).isEqualTo(credential("1"));
    assertThat(replica.credentials().settle(place, settled)).isEqualTo(settled);
  }

  @Test
  void settleWhenOneHalfIsOutsideAlreadyThenTheOtherFollows() {
    var place = newPlace();
    var sealed = replica.vault().sealCredential(place, credential("1"));
    var half =
        new SealedCredential(replica.credentials().settle(place, sealed).auths(), sealed.refresh());
    var settled = replica.credentials().settle(place, half);
    assertForm(SealedForm.REFERENCE, settled);
    assertThat(replica.vault().openCredential(place, settled)).isEqualTo(credential("1"));
  }

  /** What is not an account's is under way, and stays in the store. */
  @Test
  void sealWhenItIsNoAccountsThenAsInADatabase() {
    var place = newPlace();
    for (var kind : List.of("attempt", "spare", "oauth_client")) {
      var other = new SealedFor(place.workspace(), kind, place.owner(), 1, "f");
      assertThat(replica.vault().seal(other, Secret.of("s")).ciphertext()[0])
          .isEqualTo(SealedForm.VALUE.mark());
    }
  }

  @Test
  void openWhenOutsideIsAwayThenUnreachableAndEscrowsOpen() {
    var place = newPlace();
    var settled = settled(place, "1");
    fixture.outside.away(true);
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> replica.vault().openAuths(place, settled));
    var fresh = replica.vault().sealCredential(next(place), credential("2"));
    assertThat(replica.vault().openCredential(next(place), fresh)).isEqualTo(credential("2"));
    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> replica.credentials().settle(next(place), fresh));
    fixture.outside.away(false);
    var later = replica.credentials().settle(next(place), fresh);
    assertThat(replica.vault().openCredential(next(place), later)).isEqualTo(credential("2"));
  }

  @Test
  void openWhenItWasChangedOrDestroyedOutsideThenRefusesAndTellsNothing() {
    var place = newPlace();
    var settled = settled(place, "canary");
    var auths = SealedCredential.authsOf(place);
    fixture.outside.overwrite(auths, 1, "{\"canary\":1}".getBytes(UTF_8));
    assertThatExceptionOfType(Unopenable.class)
        .isThrownBy(() -> replica.vault().openAuths(place, settled))
        .withMessageContaining("not what was written")
        .withMessageNotContaining("canary");
    fixture.outside.remove(auths);
    assertThatExceptionOfType(Unopenable.class)
        .isThrownBy(() -> replica.vault().openAuths(place, settled))
        .withMessageContaining("no version 1");
  }

  @Test
  void sealAnewThenAReferenceStaysOneAndAValueBecomesAnEscrow() {
    var place = newPlace();
    var settled = settled(place, "1");
    fixture.outside.away(true);
    var auths = SealedCredential.authsOf(place);
    var anew = replica.vault().sealAnew(auths, settled.auths());
    assertThat(anew).isNotEqualTo(settled.auths());
    assertThat(anew.ciphertext()[0]).isEqualTo(SealedForm.REFERENCE.mark());
    fixture.outside.away(false);
    assertThat(replica.vault().openAuths(place, new SealedCredential(anew, null)).tokens())
        .isEqualTo(credential("1").tokens());

    var value = database.vault().sealCredential(place, credential("2")).auths();
    assertThat(value.ciphertext()[0]).isEqualTo(SealedForm.VALUE.mark());
    assertThat(replica.vault().sealAnew(auths, value).ciphertext()[0])
        .isEqualTo(SealedForm.ESCROW.mark());
    assertThat(
            database
                .vault()
                .sealAnew(auths, replica.vault().sealAnew(auths, value))
                .ciphertext()[0])
        .isEqualTo(SealedForm.VALUE.mark());
  }

  /** The way back; each place reads what the other one wrote. */
  @Test
  void settleWhenKeptInTheDatabaseThenBringsValuesBackAndOthersStillReadTheirs() {
    var place = newPlace();
    var first = settled(place, "1");
    var second = settled(next(place), "2");

    var back = database.credentials().settle(next(place), second);

    assertForm(SealedForm.VALUE, back);
    assertThat(replica.vault().openCredential(next(place), back)).isEqualTo(credential("2"));
    assertThat(database.vault().openCredential(next(place), second)).isEqualTo(credential("2"));
    assertThat(database.vault().openCredential(place, first)).isEqualTo(credential("1"));
  }

  /** A provider that keeps its refresh token: two generations refer to one version. */
  @Test
  void settleWhenTwoGenerationsHaveTheSameValuesThenBothComeBackInWhateverOrder() {
    var place = newPlace();
    var parent = settled(place, "1");
    var current = settled(next(place), "1");

    assertForm(SealedForm.VALUE, database.credentials().settle(place, parent));
    var back = database.credentials().settle(next(place), current);
    assertThat(database.vault().openCredential(next(place), back)).isEqualTo(credential("1"));
  }

  private record Row(SealedFor place, SealedCredential sealed) {}

  /** References are bound to their place, and values outside to their references. */
  @Test
  void openWhenReferencesOrValuesOutsideAreSwappedThenRefusesEverySwap() {
    var random = new Random(SEED);
    var rows = new ArrayList<Row>();
    for (int account = 0; account < 40; account++) {
      var place = newPlace();
      rows.add(new Row(place, settled(place, account + "-1")));
      rows.add(new Row(next(place), settled(next(place), account + "-2")));
    }
    for (int swaps = 0; swaps < SWAPS; ) {
      var to = rows.get(random.nextInt(rows.size()));
      var from = rows.get(random.nextInt(rows.size()));
      if (to.equals(from)) {
        continue;
      }
      swaps++;
      boolean inStore = random.nextBoolean();
      var opened = inStore ? from.sealed() : to.sealed();
      if (!inStore) {
        swapOutside(to.place(), from.place());
      }
      assertThatExceptionOfType(Unopenable.class)
          .as("seed %s, swap %s: %s at %s", SEED, swaps, from.place(), to.place())
          .isThrownBy(() -> replica.vault().openAuths(to.place(), opened));
      if (!inStore) {
        swapOutside(to.place(), from.place());
      }
    }
  }

  private void swapOutside(SealedFor one, SealedFor other) {
    int version = (int) one.generation();
    int otherVersion = (int) other.generation();
    byte[] here = fixture.outside.get(SealedCredential.authsOf(one), version).orElseThrow();
    byte[] there = fixture.outside.get(SealedCredential.authsOf(other), otherVersion).orElseThrow();
    fixture.outside.overwrite(SealedCredential.authsOf(one), version, there);
    fixture.outside.overwrite(SealedCredential.authsOf(other), otherVersion, here);
  }
}
