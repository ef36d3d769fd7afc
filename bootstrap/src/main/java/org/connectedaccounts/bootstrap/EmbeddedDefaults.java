package org.connectedaccounts.bootstrap;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/**
 * What a start with a database of its own is: a service for the person at this machine, to try
 * things with. Whatever the settings say goes first.
 */
final class EmbeddedDefaults {

  private static final String LOOPBACK = "127.0.0.1";

  private EmbeddedDefaults() {}

  static void apply(Config config, PublicUrl publicUrl) {
    of(publicUrl)
        .forEach(
            (setting, value) -> {
              if (config.getConfigValue(setting).getValue() == null) {
                System.setProperty(setting, value);
              }
            });
  }

  static Map<String, String> of(PublicUrl publicUrl) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("quarkus.http.host", LOOPBACK);
    defaults.put("quarkus.management.host", LOOPBACK);
    int port = publicUrl.port();
    if (publicUrl.isThisMachine() && port != 0) {
      defaults.put(DemoRule.SETTING, "true");
      defaults.put("connected-accounts.bootstrap.accounts-link", "true");
      defaults.put(
          "connected-accounts.egress.allow",
          "demo=127.0.0.1/32:%1$d,demo=[::1/128]:%1$d".formatted(port));
      defaults.put(
          "connected-accounts.bootstrap.return-urls", publicUrl.withoutSlash() + "/demo/return");
    }
    return defaults;
  }
}
