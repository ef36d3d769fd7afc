package org.connectedaccounts.adapters.out.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.testing.OutsideSecretsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("vault")
class VaultOutsideSecretsTest implements OutsideSecretsContract {

  private static DevVault vault;
  private static OutsideSecrets outside;

  private final SealedFor place = OutsideSecretsContract.newPlace();

  @BeforeAll
  static void open() throws Exception {
    vault = DevVault.open();
    outside = of(DevVault.server(vault.service()), vault.kv());
  }

  @AfterAll
  static void close() throws Exception {
    if (vault != null) {
      vault.close();
    }
  }

  private static OutsideSecrets of(VaultServer server, String mount) {
    return new VaultOutsideSecrets(new VaultKv(server, Optional.of(mount), "connected-accounts"));
  }

  @Override
  public OutsideSecrets outside() {
    return outside;
  }

  private String path(String kind) {
    return "%s/%s/connected-accounts/accounts/%s/%s/%s"
        .formatted(vault.kv(), kind, place.workspace().value(), place.owner(), place.field());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void putThenNobodyWritesThereWithoutCheckAndSet() throws Exception {
    outside.put(place, bytes("a"));
    var answer = vault.ask("POST", path("data"), "{\"data\":{\"value\":\"YQ==\"}}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("check-and-set");
  }

  @Test
  void putWhenPeopleDeletedTheNewestOrWroteSomethingElseThenGoesOnAfterIt() throws Exception {
    outside.put(place, bytes("a"));
    vault.ask("DELETE", path("data"), "");
    assertThat(outside.get(place, 1)).as("deleted, not destroyed").isEmpty();
    assertThat(outside.put(place, bytes("a"))).hasValue(2);
    vault.ask(
        "POST", path("data"), "{\"options\":{\"cas\":2},\"data\":{\"value\":\"no base64!\"}}");
    assertThat(outside.get(place, 3)).isEmpty();
    assertThat(outside.put(place, bytes("b"))).hasValue(4);
  }

  @Test
  void putWhenItIsVersionOneThenWritesNothingAndNamesTheSetting() throws Exception {
    String first = vault.kv() + "-1";
    vault.ask("POST", "sys/mounts/" + first, "{\"type\":\"kv\",\"options\":{\"version\":\"1\"}}");
    try {
      var root = of(DevVault.server(vault.withToken(vault.rootToken())), first);
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(() -> root.put(place, bytes("a")))
          .withMessageContaining("connected-accounts.vault.kv-mount (" + first + ")");
    } finally {
      vault.ask("DELETE", "sys/mounts/" + first, "");
    }
  }

  /** S6: what was written and not answered is found again; what was not written is written. */
  @Test
  void putWhenTheLinkBreaksAtAnyByteThenItIsTriedAgainAndNoVersionIsLost() throws Exception {
    try (var link = new CutLink(vault.address())) {
      int generation = 0;
      for (boolean answered : new boolean[] {false, true}) {
        boolean whole = false;
        for (int bytes = 0; !whole; bytes += 7) {
          generation++;
          String value = "value-" + generation;
          whole = putOverBrokenLink(link, bytes, answered, value);
          Optional<Integer> version = outside.put(place, bytes(value));
          assertThat(version).as("%s bytes, of answers: %s", bytes, answered).hasValue(generation);
          assertThat(outside.get(place, generation))
              .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(bytes(value)));
        }
      }
      assertThat(generation).as("cut at many places").isGreaterThan(100);
    }
  }

  /** Whether the link was broken after all had passed. */
  private boolean putOverBrokenLink(CutLink link, int bytes, boolean answered, String value) {
    var client = vault.client(link.url()).clientToken(vault.rootToken()).build();
    var server = new VaultServer(() -> client, true, Duration.ofSeconds(2), Patience.OF_A_CALL);
    var broken = of(server, vault.kv());
    link.cutAfter(bytes, answered);
    try {
      broken.put(place, bytes(value));
      return link.isWhole();
    } catch (Unreachable _) {
      return false;
    } finally {
      link.heal();
    }
  }
}
