package org.connectedaccounts.bootstrap;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.ConfigProvider;

/** Says where the service is, then serves until it is told to stop. */
public final class ConnectedAccounts implements QuarkusApplication {

  @Override
  public int run(String... args) {
    var port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    System.out.printf(
        """

        Connected Accounts is ready at %1$s
          API, to read and try   %1$s/q/swagger-ui
          health                 %1$s/q/health

        """,
        "http://localhost:" + port);
    Quarkus.waitForExit();
    return 0;
  }
}
