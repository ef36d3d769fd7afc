package org.connectedaccounts.bootstrap;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The few options that can be given as arguments; each is a setting under a shorter name. */
final class CommandLine {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "--port", "connected-accounts.port",
          "--management-port", "connected-accounts.management-port",
          "--data-dir", "connected-accounts.data-dir");

  private CommandLine() {}

  /**
   * The settings that the arguments stand for.
   *
   * @throws StartRefused for an option that is not known or has no value
   */
  static Map<String, String> parse(String... args) {
    var settings = new TreeMap<String, String>();
    Iterator<String> rest = List.of(args).iterator();
    while (rest.hasNext()) {
      var arg = rest.next();
      var equals = arg.indexOf('=');
      var option = equals < 0 ? arg : arg.substring(0, equals);
      var setting = SETTINGS.get(option);
      if (setting == null) {
        throw new StartRefused("Unknown option " + option + ". " + usage());
      }
      if (equals < 0 && !rest.hasNext()) {
        throw new StartRefused("The option " + option + " needs a value. " + usage());
      }
      var value = equals < 0 ? rest.next() : arg.substring(equals + 1);
      if (value.isBlank()) {
        throw new StartRefused("The option " + option + " needs a value. " + usage());
      }
      settings.put(setting, value);
    }
    return settings;
  }

  private static String usage() {
    return "The options are --port N, --management-port N and --data-dir DIRECTORY.";
  }
}
