package org.connectedaccounts.adapters.out.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.FingerprintKeys;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.FingerprintsContract;
import org.connectedaccounts.testing.InMemoryFingerprintKeys;
import org.connectedaccounts.testing.InMemoryTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealedFingerprintsTest implements FingerprintsContract {

  /** 256 bits, as a keyring file of before held them. */
  private static final String FORMER = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final VaultFixture.Replica replica = new VaultFixture().replica();
  private final InMemoryTables tables = new InMemoryTables();
  private final FingerprintKeys keys = new InMemoryFingerprintKeys(tables);
  private final Map<Purpose, Secret> former = new EnumMap<>(Purpose.class);

  @BeforeEach
  void prepare() {
    replica.ring().prepare(WorkspaceId.OPERATOR);
  }

  @Override
  public Fingerprints fingerprints() {
    return new SealedFingerprints(
        keys, purpose -> Optional.ofNullable(former.get(purpose)), replica.vault(), tables);
  }

  @Test
  void ofWhenAnotherInstallationThenAnother() {
    var one = fingerprints().of(Purpose.TOKEN, Secret.of("x"));
    var store = new InMemoryTables();
    var others = new InMemoryFingerprintKeys(store);
    var other = new SealedFingerprints(others, _ -> Optional.empty(), replica.vault(), store);
    assertThat(other.of(Purpose.TOKEN, Secret.of("x"))).isNotEqualTo(one);
  }

  @Test
  void ofWhenThereWasAKeyBeforeThenItIsMovedAndUsed() {
    former.put(Purpose.API_KEY, Secret.of(FORMER));
    var before = fingerprints().of(Purpose.API_KEY, Secret.of("cak_x"));

    // HMAC-SHA-256 of "cak_x" under the key above, by another program.
    assertThat(before)
        .isEqualTo("3a031660357d41bb7be54efca37a40324007602dfcdf337d1bf4e2b19656e600");
    former.clear();
    assertThat(fingerprints().of(Purpose.API_KEY, Secret.of("cak_x"))).isEqualTo(before);
  }

  @Test
  void keysAreKeptSealed() {
    former.put(Purpose.API_KEY, Secret.of(FORMER));
    fingerprints().of(Purpose.API_KEY, Secret.of("x"));
    for (var purpose : Purpose.values()) {
      var place = FingerprintKeys.sealedFor(purpose);
      var sealed = keys.find(purpose).orElseThrow();
      var key = replica.vault().open(place, sealed).reveal();
      assertThat(new String(sealed.ciphertext(), StandardCharsets.ISO_8859_1)).doesNotContain(key);
    }
  }
}
