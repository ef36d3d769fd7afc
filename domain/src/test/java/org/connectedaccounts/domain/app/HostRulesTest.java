package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRulesTest {

  private final HostRules rules =
      new HostRules(Map.of("api", List.of("api.acme.example", "*.acme.example")));

  @ParameterizedTest
  @ValueSource(
      strings = {"api.acme.example", "https://eu.acme.example", "https://eu.acme.example/v1"})
  void allowsWhenTheHostIsCoveredThenUsed(String value) {
    assertThat(rules.allows("api", value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acme.example",
        "evilacme.example",
        "https://eu.acme.example.evil.example",
        "https://evil.example/eu.acme.example",
        "https://evil.example#.acme.example",
        "https://evil.example@eu.acme.example",
        "http://eu.acme.example",
        "HTTP://eu.acme.example",
        ""
      })
  void allowsWhenTheHostIsAnothersOrInTheClearThenNot(String value) {
    assertThat(rules.allows("api", value)).isFalse();
  }
}
