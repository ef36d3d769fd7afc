package org.connectedaccounts.bootstrap.wiring;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.bootstrap.StartRefused;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.BearerToken;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The operator's key and the first workspace's: as given, else made at the first start and kept in
 * the data directory for their owner's eyes only.
 */
@Singleton
public final class FirstKeys {

  private static final String SETTINGS = "connected-accounts.bootstrap.";

  private final Key operator;
  private final Key workspace;

  FirstKeys(
      Randomness random,
      @ConfigProperty(name = "connected-accounts.data-dir") Path directory,
      @ConfigProperty(name = SETTINGS + "operator-key") Optional<String> operator,
      @ConfigProperty(name = SETTINGS + "api-key") Optional<String> workspace) {
    this.operator =
        Key.of(operator, "operator-key", BearerToken.OPERATOR_PREFIX, directory, random);
    this.workspace = Key.of(workspace, "api-key", BearerToken.WORKSPACE_PREFIX, directory, random);
  }

  public Secret operator() {
    return operator.value();
  }

  public Secret workspace() {
    return workspace.value();
  }

  /** Whether the keys were made just now, so that this is the one time to show them. */
  public boolean areNew() {
    return operator.origin() == Origin.MADE || workspace.origin() == Origin.MADE;
  }

  /** Whether the workspace's key stands in the data directory, not in the settings. */
  public boolean workspaceKeyIsInFile() {
    return workspace.origin() != Origin.GIVEN;
  }

  private enum Origin {
    GIVEN,
    KEPT,
    MADE
  }

  private record Key(Secret value, Origin origin) {

    static Key of(
        Optional<String> given, String name, String prefix, Path directory, Randomness random) {
      if (given.isPresent()) {
        return new Key(checked(given.get(), SETTINGS + name, prefix), Origin.GIVEN);
      }
      var file = new KeyFile(directory.resolve(name));
      Optional<String> kept = file.read();
      if (kept.isPresent()) {
        return new Key(checked(kept.get(), file.toString(), prefix), Origin.KEPT);
      }
      Secret made = random.bearer(prefix);
      file.write(made);
      return new Key(made, Origin.MADE);
    }

    private static Secret checked(String text, String where, String prefix) {
      Secret key = Secret.of(text.strip());
      if (!BearerToken.isWellFormed(key) || !BearerToken.prefixOf(key).equals(prefix)) {
        throw new StartRefused(
            where
                + " is no key of the form "
                + prefix
                + "… with its checksum; see docs/configuration.md.");
      }
      return key;
    }
  }
}
