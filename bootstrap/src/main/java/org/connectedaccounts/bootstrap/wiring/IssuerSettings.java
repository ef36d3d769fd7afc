package org.connectedaccounts.bootstrap.wiring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whose tokens are trusted, by the operator's names; docs/trusted-issuers.md says how. */
@ConfigMapping(prefix = "connected-accounts.trusted-issuers")
public interface IssuerSettings {

  @WithParentName
  Map<String, One> byName();

  /** One issuer's. All that must be there is optional here, so that what is missing can be said. */
  interface One {

    Optional<String> issuer();

    Optional<List<String>> audience();

    Optional<String> keysUrl();

    Optional<String> tokenType();

    Optional<String> workspace();

    Optional<String> workspaceClaim();

    Map<String, String> workspaces();

    @WithDefault("false")
    boolean anyWorkspace();

    @WithDefault("sub")
    String externalUserClaim();

    Optional<String> scopeClaim();

    Optional<String> scopePrefix();

    Optional<List<String>> backendClients();
  }
}
