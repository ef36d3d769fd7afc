package org.connectedaccounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class EmbeddedDefaultsTest {

  private static Config config(String demo) {
    return new SmallRyeConfigBuilder()
        .withDefaultValues(Map.of("connected-accounts.demo.enabled", demo))
        .build();
  }

  @Test
  void ofWhenThePublicUrlIsHereThenTheDemoIsOnAndAloneReachable() {
    assertThat(EmbeddedDefaults.of(PublicUrl.of("http://localhost:18080/")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "quarkus.http.host", "127.0.0.1",
                "quarkus.management.host", "127.0.0.1",
                "connected-accounts.demo.enabled", "true",
                "connected-accounts.bootstrap.accounts-link", "true",
                "connected-accounts.egress.allow", "demo=127.0.0.1/32:18080,demo=[::1/128]:18080",
                "connected-accounts.bootstrap.return-urls", "http://localhost:18080/demo/return"));
  }

  @Test
  void ofWhenThePublicUrlIsElsewhereThenTheDemoStaysOff() {
    assertThat(EmbeddedDefaults.of(PublicUrl.of("https://connect.example.com")))
        .containsOnlyKeys("quarkus.http.host", "quarkus.management.host");
  }

  @Test
  void ofWhenThePortIsLeftToTheMachineThenTheDemoStaysOff() {
    assertThat(EmbeddedDefaults.of(PublicUrl.of("http://localhost:0")))
        .containsOnlyKeys("quarkus.http.host", "quarkus.management.host");
  }

  @Test
  void applyWhenASettingIsThereThenLeavesIt() {
    var defaults = EmbeddedDefaults.of(PublicUrl.of("http://localhost:18080"));
    Config all = new SmallRyeConfigBuilder().withDefaultValues(defaults).build();

    EmbeddedDefaults.apply(all, PublicUrl.of("http://localhost:18081"));

    assertThat(System.getProperties()).doesNotContainKeys(defaults.keySet().toArray());
  }

  @Test
  void checkWhenTheDemoWouldBeReachableFromElsewhereThenNamesBothSettings() {
    var elsewhere = PublicUrl.of("https://connect.example.com");

    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> DemoRule.check(config("true"), elsewhere))
        .withMessageContainingAll(
            "connected-accounts.demo.enabled", "connected-accounts.public-url");
    assertThatCode(() -> DemoRule.check(config("false"), elsewhere)).doesNotThrowAnyException();
    assertThatCode(() -> DemoRule.check(config("true"), PublicUrl.of("http://localhost:8080")))
        .doesNotThrowAnyException();
  }

  @Test
  void portWhenNoneIsWrittenThenItIsTheSchemes() {
    assertThat(PublicUrl.of("https://connect.example.com").port()).isEqualTo(443);
    assertThat(PublicUrl.of("http://localhost").port()).isEqualTo(80);
  }
}
