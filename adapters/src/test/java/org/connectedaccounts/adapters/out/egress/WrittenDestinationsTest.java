package org.connectedaccounts.adapters.out.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDestinationsTest {

  private static WrittenDestinations allowing(String... entries) {
    return new WrittenDestinations(AllowList.parse(List.of(entries)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254",
        "https://10.0.0.8",
        "https://127.0.0.1:8443",
        "https://[::1]",
        "https://[::ffff:10.0.0.8]",
        "https://localhost:8080",
        "https://vault.localhost",
        "https://LOCALHOST",
        "https://0x7f.1",
        "https://2130706433",
        "https://010.0.0.1",
        "https://a b",
        "https://user@acme.example"
      })
  void mayBeNamedWhenTheAddressIsPrivateOrUnclearThenNot(String origin) {
    assertThat(allowing().mayBeNamed(origin)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://api.acme.example", "https://vault", "https://8.8.8.8:8443"})
  void mayBeNamedWhenItIsANameOrPublicThenYes(String origin) {
    assertThat(allowing().mayBeNamed(origin)).isTrue();
  }

  @Test
  void mayBeNamedWhenTheOperatorAllowsAnyAppThenYesAndOnThatPortAlone() {
    WrittenDestinations some = allowing("10.0.0.0/8:8443", "jira=192.168.0.0/16");

    assertThat(some.mayBeNamed("https://10.0.0.8:8443")).isTrue();
    assertThat(some.mayBeNamed("https://10.0.0.8")).isFalse();
    assertThat(some.mayBeNamed("https://192.168.0.1")).as("the operator's own app's").isFalse();
  }
}
