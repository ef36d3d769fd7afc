package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.connectedaccounts.adapters.in.demo.DemoProvider;
import org.connectedaccounts.application.client.ClientRegistration;
import org.connectedaccounts.application.connect.CompleteConnection;
import org.connectedaccounts.application.connect.GetConnectSession;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.workspace.Authenticate;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the demo provider together; it answers only where it is enabled. */
final class DemoWiring {

  static final String ENABLED = "connected-accounts.demo.enabled";
  static final AppSlug APP = new AppSlug(DemoProvider.APP);

  @Produces
  @Singleton
  DemoProvider.Settings demoSettings(
      @ConfigProperty(name = "connected-accounts.public-url") URI publicUrl,
      @ConfigProperty(name = "connected-accounts.data-dir") Path directory,
      @ConfigProperty(name = "connected-accounts.bootstrap.api-key") Optional<String> apiKey,
      ClientRegistration registration) {
    return new DemoProvider.Settings(
        publicUrl,
        registration.redirectUri(WorkspaceId.OPERATOR, APP),
        apiKey.isPresent() ? "$API_KEY" : "$(cat " + directory.resolve("api-key") + ")");
  }

  @Produces
  @Singleton
  DemoProvider.Backend demoBackend(
      FirstKeys keys,
      Authenticate authenticate,
      GetConnectSession sessions,
      CompleteConnection complete) {
    return (session, handle) -> {
      Caller caller = authenticate.handle(new Authenticate.Command(keys.workspace(), null));
      var view = sessions.handle(new GetConnectSession.Command(caller, session));
      var user = Objects.requireNonNullElse(view.session().request().signedInUser(), "nobody");
      complete.handle(new CompleteConnection.Command(caller, session, handle, user));
    };
  }

  @Produces
  @Singleton
  DemoProvider demoProvider(
      DemoProvider.Settings settings, Randomness random, InstantSource clock) {
    return new DemoProvider(settings, random::token, clock);
  }
}
