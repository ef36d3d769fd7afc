package org.connectedaccounts.bootstrap;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StartSettingsTest {

  private static final List<String> SETTINGS =
      List.of(
          "connected-accounts.port",
          "connected-accounts.management-port",
          "connected-accounts.data-dir",
          "connected-accounts.rate-limit.requests",
          "connected-accounts.rate-limit.session-requests",
          "connected-accounts.keys",
          "connected-accounts.credentials",
          "connected-accounts.vault.kv-mount",
          "quarkus.vault.url",
          "connected-accounts.refresh.ahead.every",
          "connected-accounts.housekeeping-interval",
          "connected-accounts.usage-flush-interval",
          "connected-accounts.key-rotation.every",
          "connected-accounts.keys-outage-grace",
          "connected-accounts.key-rotation.retire-after",
          "connected-accounts.data-keys.choice",
          "connected-accounts.data-keys.kept",
          "connected-accounts.credentials.settle-every",
          "connected-accounts.webhooks.every",
          "connected-accounts.revocations.every",
          "connected-accounts.rate-limit.window",
          "connected-accounts.audit.kept",
          "connected-accounts.audit.flush-interval",
          "connected-accounts.vault.deadline");

  @AfterEach
  void forget() {
    SETTINGS.forEach(System::clearProperty);
  }

  @Test
  void readWhenAPortIsNoneThenNamesItsSettingAndOption() {
    for (var port : List.of("abc", "-1", "80x", "65536", "")) {
      assertThatExceptionOfType(StartRefused.class)
          .as(port)
          .isThrownBy(() -> StartSettings.read(Map.of("connected-accounts.port", port)))
          .withMessage("connected-accounts.port (--port) must be a number from 0 to 65535.");
    }
    System.clearProperty("connected-accounts.port");
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> StartSettings.read(Map.of("connected-accounts.management-port", "x")))
        .withMessageContaining("--management-port");
  }

  @Test
  void readWhenTheDataDirectoryIsEmptyThenSaysSo() {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> StartSettings.read(Map.of("connected-accounts.data-dir", "")))
        .withMessage("connected-accounts.data-dir (--data-dir) must name a directory.");
  }

  @Test
  void readWhenARateLimitIsNoCountThenNamesItsSetting() {
    for (var setting : SETTINGS.subList(3, 5)) {
      for (var count : List.of("-1", "many", "1.5")) {
        assertThatExceptionOfType(StartRefused.class)
            .as("%s=%s", setting, count)
            .isThrownBy(() -> StartSettings.read(Map.of(setting, count)))
            .withMessage(setting + " must be a whole number, 0 for no limit.");
      }
      System.clearProperty(setting);
    }
    StartSettings.read(Map.of(SETTINGS.get(3), "0"));
  }

  @Test
  void readWhenThePlaceOfTheKeysIsNoneThenNamesThePlaces() {
    for (var place : List.of("vautl", "Vault", "")) {
      assertThatExceptionOfType(StartRefused.class)
          .as(place)
          .isThrownBy(() -> StartSettings.read(Map.of("connected-accounts.keys", place)))
          .withMessage("connected-accounts.keys must be keyring or vault.");
    }
    StartSettings.read(Map.of("connected-accounts.keys", "vault"));
  }

  @Test
  void readWhenThePlaceOfCredentialsIsNoneOrLacksAVaultThenSaysWhatItNeeds() {
    var place = "connected-accounts.credentials";
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> StartSettings.read(Map.of(place, "vault")))
        .withMessage("connected-accounts.credentials must be database or kv.");
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> StartSettings.read(Map.of(place, "kv")))
        .withMessage("connected-accounts.credentials=kv needs quarkus.vault.url.");
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(
            () -> StartSettings.read(Map.of(place, "kv", "quarkus.vault.url", "http://v:8200")))
        .withMessage("connected-accounts.credentials=kv needs connected-accounts.vault.kv-mount.");
    StartSettings.read(
        Map.of(
            place,
            "kv",
            "quarkus.vault.url",
            "http://v:8200",
            "connected-accounts.vault.kv-mount",
            "secret"));
  }

  @Test
  void refuseWhenBothPortsAreTheSameThenSaysSo() {
    var settings =
        StartSettings.read(
            Map.of(
                "connected-accounts.port", "8123", "connected-accounts.management-port", "8123"));
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(settings::refuseUnusablePorts)
        .withMessageContaining("are both 8123");
  }

  @Test
  void readWhenAnIntervalIsNoneThenNamesItsSetting() {
    for (var setting : SETTINGS.subList(9, SETTINGS.size())) {
      for (var interval : List.of("abc", "0s", "-1s")) {
        assertThatExceptionOfType(StartRefused.class)
            .as(setting + " " + interval)
            .isThrownBy(() -> StartSettings.read(Map.of(setting, interval)))
            .withMessage(setting + " must be a duration above zero, such as 60s or PT1M.");
      }
      System.clearProperty(setting);
    }
  }
}
