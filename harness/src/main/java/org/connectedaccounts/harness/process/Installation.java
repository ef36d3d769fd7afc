package org.connectedaccounts.harness.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What all replicas of a run have in common. */
record Installation(
    Path jar, Optional<String> agent, Path directory, Path apps, Keys keys, Undertaker undertaker) {

  /** What is failed on purpose: every step of a refresh that leaves a trace, and the call. */
  private static final String FAILPOINTS =
      "org.connectedaccounts.adapters.out.postgres.JdbcRefreshAttempts"
          + "#claim,markSent,commit,keepSpare,end"
          + ";org.connectedaccounts.adapters.out.oauth.EgressAuthorizationServer#refresh";

  static Installation of(Path directory, Path apps, Keys keys, Undertaker undertaker) {
    Path jar = Path.of(System.getProperty("harness.service", ""));
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("build the service first: there is no " + jar);
    }
    Path agent = Path.of(System.getProperty("harness.agent", ""));
    return new Installation(
        jar,
        Files.isRegularFile(agent)
            ? Optional.of("-javaagent:" + agent + "=" + FAILPOINTS)
            : Optional.empty(),
        directory,
        apps,
        keys,
        undertaker);
  }

  static Path keyring(Path directory) {
    return directory.resolve("keyring/keyring.json");
  }

  /** Keys stand in the environment, so that no list of processes shows them. */
  Map<String, String> environment() {
    return Map.of(
        "CONNECTED_ACCOUNTS_BOOTSTRAP_OPERATOR_KEY",
        keys.operator(),
        "CONNECTED_ACCOUNTS_BOOTSTRAP_API_KEY",
        keys.api(),
        "CONNECTED_ACCOUNTS_KEYRING_FILE",
        keyring(directory).toString(),
        "CONNECTED_ACCOUNTS_APPS_DIR",
        apps.toString(),
        "CONNECTED_ACCOUNTS_EGRESS_ALLOW",
        "127.0.0.0/8",
        "QUARKUS_DATASOURCE_USERNAME",
        "postgres",
        "QUARKUS_HTTP_HOST",
        "127.0.0.1",
        "QUARKUS_MANAGEMENT_HOST",
        "127.0.0.1");
  }
}
