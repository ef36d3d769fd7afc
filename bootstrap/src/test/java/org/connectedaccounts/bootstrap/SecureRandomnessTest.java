package org.connectedaccounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.connectedaccounts.testing.RandomnessContract;
import org.junit.jupiter.api.Test;

class SecureRandomnessTest implements RandomnessContract {

  private final Randomness randomness = new SecureRandomness();

  @Override
  public Randomness randomness() {
    return randomness;
  }

  @Test
  void idWhenManyThreadsAskThenNoneTwice() throws Exception {
    Set<UUID> seen = ConcurrentHashMap.newKeySet();
    Callable<Boolean> asks =
        () -> Stream.generate(randomness::id).limit(MANY).map(seen::add).allMatch(added -> added);
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var all : threads.invokeAll(Stream.generate(() -> asks).limit(8).toList())) {
        assertThat(all.get()).isTrue();
      }
    }
    assertThat(seen).hasSize(8 * MANY);
  }

  @Test
  void bearerThenUsesTheWholeAlphabet() {
    var seen = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      seen.append(randomness.bearer(BearerToken.WORKSPACE_PREFIX).reveal().substring(4, 34));
    }
    assertThat(seen.chars().distinct().count()).isEqualTo(62);
  }
}
