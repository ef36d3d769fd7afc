package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.Secret;
import org.junit.jupiter.api.Test;

/** What every {@link Fingerprints} owes. */
public interface FingerprintsContract {

  Fingerprints fingerprints();

  @Test
  default void ofThenIs256BitsInLowerCaseHexadecimal() {
    for (var purpose : Purpose.values()) {
      assertThat(fingerprints().of(purpose, Secret.of(""))).matches("[0-9a-f]{64}");
    }
  }

  @Test
  default void ofWhenAskedAgainThenTheSame() {
    var first = fingerprints().of(Purpose.API_KEY, Secret.of("cak_x"));
    assertThat(fingerprints().of(Purpose.API_KEY, Secret.of("cak_x"))).isEqualTo(first);
  }

  @Test
  default void ofWhenAnotherPurposeOrValueThenAnother() {
    var seen = new HashSet<String>();
    for (var purpose : Purpose.values()) {
      for (var value : new String[] {"", "a", "b", "é", "e"}) {
        assertThat(seen.add(fingerprints().of(purpose, Secret.of(value)))).isTrue();
      }
    }
  }
}
