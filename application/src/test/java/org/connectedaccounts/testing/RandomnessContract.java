package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.domain.TypeId;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.junit.jupiter.api.Test;

/** What every {@link Randomness} owes. */
public interface RandomnessContract {

  int MANY = 10_000;

  Randomness randomness();

  @Test
  default void idThenIsVersion7AndAscends() {
    var before = "";
    for (int i = 0; i < MANY; i++) {
      var id = randomness().id();
      assertThat(id.version()).isEqualTo(7);
      assertThat(id.variant()).isEqualTo(2);
      var text = TypeId.format("acc", id);
      assertThat(text).isGreaterThan(before);
      before = text;
    }
  }

  @Test
  default void tokenThenIs256BitsInBase64UrlAndNewEachTime() {
    var seen = new HashSet<String>();
    for (int i = 0; i < MANY; i++) {
      var token = randomness().token().reveal();
      assertThat(token).matches("[A-Za-z0-9_-]{43}");
      assertThat(seen.add(token)).isTrue();
    }
  }

  @Test
  default void bearerThenIsWellFormedAndNewEachTime() {
    var seen = new HashSet<String>();
    for (var prefix :
        new String[] {
          BearerToken.WORKSPACE_PREFIX, BearerToken.OPERATOR_PREFIX, BearerToken.SESSION_PREFIX
        }) {
      for (int i = 0; i < 1_000; i++) {
        var bearer = randomness().bearer(prefix);
        assertThat(bearer.reveal()).startsWith(prefix);
        assertThat(BearerToken.isWellFormed(bearer)).isTrue();
        assertThat(seen.add(bearer.reveal())).isTrue();
      }
    }
  }
}
