package org.connectedaccounts.bootstrap;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.Config;

/** The settings that are needed before Quarkus starts. */
record StartSettings(List<ListeningPort> ports, Path dataDirectory, boolean databaseConfigured) {

  /** Read where a bad one is told with a stack trace only. */
  private static final List<String> INTERVALS =
      List.of(
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

  private static final List<String> COUNTS =
      List.of(
          "connected-accounts.rate-limit.requests",
          "connected-accounts.rate-limit.session-requests");

  /** As the scheduler is told to leave something. */
  private static final String OFF = "off";

  private static final String KEYS = "connected-accounts.keys";
  private static final String CREDENTIALS = "connected-accounts.credentials";

  /** Makes the options system properties, where Quarkus finds them too, and reads the settings. */
  static StartSettings read(Map<String, String> options) {
    options.forEach(System::setProperty);
    var config = ConfigUtils.configBuilder().build();
    // First, since the public URL is made of it where nothing else is said.
    refuseNoPort(config, "connected-accounts.port");
    refuseNoPort(config, "connected-accounts.management-port");
    var publicUrl = PublicUrl.of(config.getValue(PublicUrl.SETTING, String.class));
    boolean database =
        config.getOptionalValue("quarkus.datasource.jdbc.url", String.class).isPresent();
    if (!database) {
      EmbeddedDefaults.apply(config, publicUrl);
    }
    DemoRule.check(config, publicUrl);
    refuseUnknownPlace(config, KEYS, "keyring", "vault");
    refuseUnknownPlace(config, CREDENTIALS, "database", "kv");
    refuseKvWithoutVault(config);
    INTERVALS.forEach(setting -> refuseNoInterval(config, setting));
    COUNTS.forEach(setting -> refuseNoCount(config, setting));
    var ports =
        List.of(
            port(config, "connected-accounts.port", "quarkus.http"),
            port(config, "connected-accounts.management-port", "quarkus.management"));
    return new StartSettings(ports, dataDirectory(config), database);
  }

  private static Path dataDirectory(Config config) {
    return config
        .getOptionalValue("connected-accounts.data-dir", String.class)
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .orElseThrow(
            () ->
                new StartRefused(
                    "connected-accounts.data-dir (--data-dir) must name a directory."));
  }

  private static void refuseNoPort(Config config, String setting) {
    try {
      ListeningPort.of(setting, "", config.getValue(setting, Integer.class));
    } catch (IllegalArgumentException | NoSuchElementException notNumber) {
      throw new StartRefused(
          setting + " (" + ListeningPort.option(setting) + ") must be a number from 0 to 65535.",
          notNumber);
    }
  }

  private static void refuseUnknownPlace(
      Config config, String setting, String first, String second) {
    var place = config.getConfigValue(setting).getValue();
    if (place != null && !List.of(first, second).contains(place)) {
      throw new StartRefused(setting + " must be " + first + " or " + second + ".");
    }
  }

  private static void refuseKvWithoutVault(Config config) {
    if (!"kv".equals(config.getConfigValue(CREDENTIALS).getValue())) {
      return;
    }
    for (var needed : List.of("quarkus.vault.url", "connected-accounts.vault.kv-mount")) {
      if (config.getOptionalValue(needed, String.class).isEmpty()) {
        throw new StartRefused(CREDENTIALS + "=kv needs " + needed + ".");
      }
    }
  }

  private static void refuseNoCount(Config config, String setting) {
    try {
      if (config.getOptionalValue(setting, Integer.class).orElse(0) >= 0) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new StartRefused(setting + " must be a whole number, 0 for no limit.");
  }

  private static void refuseNoInterval(Config config, String setting) {
    if (OFF.equals(config.getConfigValue(setting).getValue())) {
      return;
    }
    try {
      if (config
          .getOptionalValue(setting, Duration.class)
          .filter(interval -> !interval.isPositive())
          .isEmpty()) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new StartRefused(setting + " must be a duration above zero, such as 60s or PT1M.");
  }

  /** Before anything is started. */
  void refuseUnusablePorts() {
    refuseTheSamePort();
    ports.forEach(ListeningPort::refuseWhenBusy);
    refuseOneAnyPort();
  }

  /** Requests would be dealt out between the two. */
  private void refuseTheSamePort() {
    int port = ports.getFirst().port();
    if (port != 0 && port == ports.getLast().port()) {
      throw new StartRefused(
          "connected-accounts.port and connected-accounts.management-port are both "
              + port
              + "; choose two.");
    }
  }

  /** Quarkus then waits for ever: the meters of its two servers do not fit together. */
  private void refuseOneAnyPort() {
    if (ports.stream().filter(port -> port.port() == 0).count() == 1) {
      throw new StartRefused(
          "connected-accounts.port and connected-accounts.management-port are either both 0 (any"
              + " free port) or neither.");
    }
  }

  private static ListeningPort port(Config config, String setting, String prefix) {
    var host = config.getOptionalValue(prefix + ".host", String.class).orElse("0.0.0.0");
    try {
      return ListeningPort.of(setting, host, config.getValue(prefix + ".port", Integer.class));
    } catch (IllegalArgumentException | NoSuchElementException notNumber) {
      throw new StartRefused(setting + " must be a number from 0 to 65535.", notNumber);
    }
  }
}
