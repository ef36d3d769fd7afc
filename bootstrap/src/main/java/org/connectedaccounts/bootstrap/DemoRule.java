package org.connectedaccounts.bootstrap;

import org.eclipse.microprofile.config.Config;

/** The demo provider lets anybody consent as anybody, so it stays on the machine it is tried on. */
final class DemoRule {

  static final String SETTING = "connected-accounts.demo.enabled";

  private DemoRule() {}

  static void check(Config config, PublicUrl publicUrl) {
    boolean enabled = config.getOptionalValue(SETTING, Boolean.class).orElse(false);
    if (enabled && !publicUrl.isThisMachine()) {
      throw new StartRefused(
          SETTING
              + " cannot be true while "
              + PublicUrl.SETTING
              + " is not on this machine (localhost): at the demo provider anybody may consent as"
              + " anybody.");
    }
  }
}
