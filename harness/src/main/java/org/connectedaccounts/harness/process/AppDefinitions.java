package org.connectedaccounts.harness.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.connectedaccounts.harness.provider.ProviderClass;

/** The folder of an operator who knows the four fake providers. */
final class AppDefinitions {
  private AppDefinitions() {}

  static Path write(Path folder, int providerPort, Duration grace) {
    try {
      Files.createDirectories(folder);
      for (ProviderClass each : ProviderClass.values()) {
        Files.writeString(folder.resolve(each.app() + ".yaml"), text(each, providerPort, grace));
      }
      return folder;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String text(ProviderClass providerClass, int port, Duration grace) {
    String refresh =
        providerClass == ProviderClass.GRACE
            ? "{class: grace, grace: %d}".formatted(grace.toSeconds())
            : "{class: %s}".formatted(providerClass.label());
    return """
    schema: 1
    slug: %1$s
    name: %1$s
    category: testing
    auth:
      - id: oauth
        type: oauth2
        authorization_url: http://127.0.0.1:%2$d/%3$s/authorize
        token_url: http://127.0.0.1:%2$d/%3$s/token
        refresh: %4$s
        revocation: {url: "http://127.0.0.1:%2$d/%3$s/revoke"}
    """
        .formatted(providerClass.app(), port, providerClass.label(), refresh);
  }
}
