package org.connectedaccounts.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsBuilderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"accounts.example", "/x", "ftp://h/", "https:x", "https://u@h/", "https://h/?a"})
  void serviceWhenItIsNoneThenRefused(String url) {
    URI uri = URI.create(url);
    assertThatThrownBy(() -> Credentials.at(uri)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingWhenItMakesNoSenseThenRefused() {
    List<UnaryOperator<CredentialsBuilder>> nonsense =
        List.of(
            builder -> builder.margin(Duration.ofSeconds(-1)),
            builder -> builder.margin(Duration.ofDays(2)),
            builder -> builder.unexpiring(Duration.ZERO),
            builder -> builder.timeout(Duration.ZERO),
            builder -> builder.workspace("ws\n"),
            builder -> builder.accounts(0));
    assertThat(nonsense)
        .allSatisfy(
            setting ->
                assertThatThrownBy(() -> setting.apply(Credentials.at(URI.create("https://h"))))
                    .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void keyWhenThereIsNoneThenRefused() {
    CredentialsBuilder keyless = Credentials.at(URI.create("https://h"));
    assertThatThrownBy(keyless::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void serviceWhenUnderAPathThenAskedThere() {
    try (var service = new StubService()) {
      Credentials.at(service.server().uri().resolve("/accounts/"))
          .key(StubService.KEY)
          .margin(Duration.ZERO)
          .build()
          .get(StubService.ACCOUNT);
      assertThat(service.server().last().target())
          .isEqualTo("/accounts/v1/accounts/acc_one/credentials");
    }
  }
}
