package org.connectedaccounts.bootstrap.wiring;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.connect.CreateConnectSession;
import org.connectedaccounts.application.workspace.Authenticate;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.connect.SessionRequest;
import org.connectedaccounts.domain.connect.SessionRequest.Kind;
import org.connectedaccounts.domain.workspace.Caller;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A link to the page of the first workspace's accounts, for whoever starts the service to try it.
 */
@Singleton
public final class AccountsLink {

  private static final Duration LIFE = Duration.ofHours(24);

  private final boolean wanted;
  private final FirstKeys keys;
  private final Authenticate authenticate;
  private final CreateConnectSession createSession;

  AccountsLink(
      @ConfigProperty(name = "connected-accounts.bootstrap.accounts-link", defaultValue = "false")
          boolean wanted,
      FirstKeys keys,
      Authenticate authenticate,
      CreateConnectSession createSession) {
    this.wanted = wanted;
    this.keys = keys;
    this.authenticate = authenticate;
    this.createSession = createSession;
  }

  /** Opens once, within a day. Empty where nobody asked for it, or the workspace's key is lost. */
  public Optional<Secret> make() {
    return wanted ? caller().map(this::open) : Optional.empty();
  }

  private Optional<Caller> caller() {
    try {
      return Optional.of(authenticate.handle(new Authenticate.Command(keys.workspace(), null)));
    } catch (Refusal unknown) {
      return Optional.empty();
    }
  }

  private Secret open(Caller caller) {
    var request =
        new SessionRequest(
            Kind.MANAGE, null, "operator", List.of(), null, List.of(), false, null, Map.of(), null);
    return createSession.handle(new CreateConnectSession.Command(caller, request, LIFE)).link();
  }
}
