package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.connectedaccounts.application.client.ClientRegistration;
import org.connectedaccounts.application.connect.ConnectPolicy;
import org.connectedaccounts.application.connect.Surroundings;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.IssuedTokens;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.application.refresh.Freshness;
import org.connectedaccounts.application.refresh.RefreshDueAccounts;
import org.connectedaccounts.application.refresh.RefreshTimings;
import org.connectedaccounts.application.workspace.Authenticate;
import org.connectedaccounts.application.workspace.TrustedCallers;
import org.connectedaccounts.domain.workspace.TrustedIssuers;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Turns settings into what the use cases go by. */
final class Policies {

  @Produces
  @Singleton
  ClientRegistration clientRegistration(
      @ConfigProperty(name = "connected-accounts.public-url") URI publicUrl) {
    return new ClientRegistration(publicUrl);
  }

  @Produces
  @Singleton
  Surroundings surroundings(Randomness random, StoreClock clock, UnitOfWork unitOfWork) {
    return new Surroundings(random, clock, unitOfWork, ConnectPolicy.DEFAULT);
  }

  @Produces
  @Singleton
  Freshness freshness() {
    return Freshness.DEFAULT;
  }

  @Produces
  @Singleton
  RefreshTimings refreshTimings(RefreshSettings settings) {
    return new RefreshTimings(
        settings.lease(),
        settings.exchangeDeadline(),
        settings.patience(),
        settings.confirmAfter());
  }

  @Produces
  @Singleton
  RefreshDueAccounts.Pace refreshPace(RefreshSettings settings, RefreshThreads threads) {
    return new RefreshDueAccounts.Pace(
        settings.ahead().rate(),
        settings.ahead().inFlight(),
        delay -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, threads));
  }

  @Produces
  @Singleton
  Authenticate authenticate(
      ApiKeys keys,
      ConnectSessions sessions,
      Fingerprints fingerprints,
      FirstKeys firstKeys,
      TrustedCallers trusted,
      InstantSource clock) {
    return new Authenticate(keys, sessions, fingerprints, firstKeys.operator(), trusted, clock);
  }

  @Produces
  @Singleton
  TrustedCallers trustedCallers(IssuedTokens tokens, Workspaces workspaces) {
    return new TrustedCallers(tokens, workspaces);
  }

  @Produces
  @Singleton
  TrustedIssuers trustedIssuers(IssuerSettings settings) {
    return IssuerReading.read(settings.byName());
  }
}
