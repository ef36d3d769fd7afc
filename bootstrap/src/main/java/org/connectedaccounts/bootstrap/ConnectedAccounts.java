package org.connectedaccounts.bootstrap;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.connectedaccounts.bootstrap.wiring.AccountsLink;
import org.connectedaccounts.bootstrap.wiring.FirstKeys;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says where the service is and what to do next, then serves until it is told to stop. */
public final class ConnectedAccounts implements QuarkusApplication {

  private final FirstKeys keys;
  private final AccountsLink accountsLink;
  private final String publicUrl;
  private final Path dataDirectory;

  @Inject
  ConnectedAccounts(
      FirstKeys keys,
      AccountsLink accountsLink,
      @ConfigProperty(name = PublicUrl.SETTING) String publicUrl,
      @ConfigProperty(name = "connected-accounts.data-dir") Path dataDirectory) {
    this.keys = keys;
    this.accountsLink = accountsLink;
    this.publicUrl = publicUrl;
    this.dataDirectory = dataDirectory;
  }

  @Override
  public int run(String... args) {
    System.out.printf(
        """

        Connected Accounts is ready at %1$s
          API, to read and try   %1$s/q/swagger-ui
          health                 %1$s/q/health
        """,
        publicUrl);
    accountsLink
        .make()
        .ifPresent(
            link ->
                System.out.printf(
                    "%nYour accounts, in a browser (the link opens once):%n  %s%n", link.reveal()));
    tellKeys();
    System.out.printf(
        """

        Next, in another terminal:
          curl -H "Authorization: Bearer %2$s" %1$s/v1/apps?q=slack

        """,
        publicUrl, keys.workspaceKeyInShell());
    Quarkus.waitForExit();
    return 0;
  }

  private void tellKeys() {
    if (!keys.made().isEmpty()) {
      System.out.printf("%nMade for you, shown this once, and kept in %s:%n", dataDirectory);
      keys.made().forEach((use, key) -> System.out.printf("  %-14s%s%n", use, key.reveal()));
    }
    if (!keys.kept().isEmpty()) {
      // Also for whoever never saw them, since the start that made them failed later on.
      System.out.printf("%nKept from before:%n");
      keys.kept().forEach((use, file) -> System.out.printf("  %-14s%s%n", use, file));
    }
  }
}
