package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.client.ClientKeeping;
import org.connectedaccounts.application.client.ClientRegistration;
import org.connectedaccounts.application.client.ClientViews;
import org.connectedaccounts.application.client.ClientWriting;
import org.connectedaccounts.application.client.DeleteOAuthClient;
import org.connectedaccounts.application.client.GetOAuthClient;
import org.connectedaccounts.application.client.ListOAuthClients;
import org.connectedaccounts.application.client.LoadOAuthClients;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.client.PutOwnClient;
import org.connectedaccounts.application.client.RegisterOAuthClient;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.ClientRegistrar;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorClients;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the use cases of OAuth clients together. */
final class ClientUseCases {

  @Produces
  @Singleton
  ClientChoice clientChoice(OAuthClients clients) {
    return new ClientChoice(clients);
  }

  @Produces
  @Singleton
  ClientHealth clientHealth(OAuthClients clients, UnitOfWork unitOfWork) {
    return new ClientHealth(clients, unitOfWork);
  }

  @Produces
  @Singleton
  ClientViews clientViews(
      AppCatalogue catalogue, OAuthClients clients, ClientRegistration registration) {
    return new ClientViews(catalogue, clients, registration);
  }

  @Produces
  @Singleton
  DeleteOAuthClient deleteOAuthClient(
      OAuthClients clients, ClientKeeping keeping, UnitOfWork unitOfWork) {
    return new DeleteOAuthClient(clients, keeping, unitOfWork);
  }

  @Produces
  @Singleton
  GetOAuthClient getOAuthClient(ClientViews views) {
    return new GetOAuthClient(views);
  }

  @Produces
  @Singleton
  ListOAuthClients listOAuthClients(OAuthClients clients, ClientViews views) {
    return new ListOAuthClients(clients, views);
  }

  @Produces
  @Singleton
  ClientWriting.Surroundings clientWritingSurroundings(
      Randomness random,
      StoreClock clock,
      UnitOfWork unitOfWork,
      @ConfigProperty(
              name = "connected-accounts.oauth-clients.secret-overlap",
              defaultValue = "24H")
          Duration overlap) {
    return new ClientWriting.Surroundings(random, clock, unitOfWork, overlap);
  }

  @Produces
  @Singleton
  ClientWriting clientWriting(
      OAuthClients clients, SecretVault vault, ClientWriting.Surroundings surroundings) {
    return new ClientWriting(clients, vault, surroundings);
  }

  @Produces
  @Singleton
  ClientKeeping clientKeeping(OperatorClients kept, OAuthClients clients, ClientWriting writing) {
    return new ClientKeeping(kept, clients, writing);
  }

  @Produces
  @Singleton
  LoadOAuthClients loadOAuthClients(
      OperatorClients kept, OAuthClients clients, ClientWriting writing, ClientViews views) {
    return new LoadOAuthClients(kept, clients, writing, views);
  }

  @Produces
  @Singleton
  PutOAuthClient putOAuthClient(ClientWriting writing, ClientKeeping keeping, ClientViews views) {
    return new PutOAuthClient(writing, keeping, views);
  }

  @Produces
  @Singleton
  RegisterOAuthClient registerOAuthClient(
      ClientViews views, ClientRegistrar registrar, PutOAuthClient put, Workspaces workspaces) {
    return new RegisterOAuthClient(views, registrar, put, workspaces);
  }

  @Produces
  @Singleton
  PutOwnClient putOwnClient(ClientWriting writing) {
    return new PutOwnClient(writing);
  }

  @Produces
  @Singleton
  TokenEndpoints tokenEndpoints(OAuthClients clients, SecretVault vault) {
    return new TokenEndpoints(clients, vault);
  }
}
