package org.connectedaccounts.bootstrap.wiring;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
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
  private volatile Key workspace;

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

  /** Those that were made just now, by what they are for: this is the one time to show them. */
  public Map<String, Secret> made() {
    return from(Origin.MADE, Key::value);
  }

  /** Where those that were made before are kept, by what they are for. */
  public Map<String, Path> kept() {
    return from(Origin.KEPT, key -> key.file().path());
  }

  /** How a shell gets at the workspace's key. */
  public String workspaceKeyInShell() {
    return switch (workspace.origin()) {
      case GIVEN -> "$CONNECTED_ACCOUNTS_BOOTSTRAP_API_KEY";
      case KEPT, MADE -> "$(cat " + workspace.file().path() + ")";
      case UNKNOWN -> "<a workspace key>";
    };
  }

  /** The store has workspaces, and none that knows this key: it is shown to nobody. */
  void workspaceKeyIsUnknown() {
    if (workspace.origin() == Origin.MADE) {
      workspace.file().delete();
    }
    workspace = workspace.as(Origin.UNKNOWN);
  }

  private <T> Map<String, T> from(Origin origin, Function<Key, T> what) {
    var some = new LinkedHashMap<String, T>();
    Stream.of(operator, workspace)
        .filter(key -> key.origin() == origin)
        .forEach(key -> some.put(key.use(), what.apply(key)));
    return some;
  }

  private enum Origin {
    GIVEN,
    KEPT,
    MADE,
    UNKNOWN
  }

  private record Key(String use, Secret value, Origin origin, KeyFile file) {

    Key as(Origin other) {
      return new Key(use, value, other, file);
    }

    static Key of(
        Optional<String> given, String name, String prefix, Path directory, Randomness random) {
      var file = new KeyFile(directory.resolve(name));
      if (given.isPresent()) {
        return new Key(name, checked(given.get(), SETTINGS + name, prefix), Origin.GIVEN, file);
      }
      Optional<String> kept = file.read();
      if (kept.isPresent()) {
        return new Key(name, checked(kept.get(), file.toString(), prefix), Origin.KEPT, file);
      }
      Secret made = random.bearer(prefix);
      file.write(made);
      return new Key(name, made, Origin.MADE, file);
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
