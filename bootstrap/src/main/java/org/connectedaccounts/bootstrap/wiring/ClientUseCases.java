package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.client.ClientChoice;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.client.ClientRegistration;
import org.connectedaccounts.application.client.ClientViews;
import org.connectedaccounts.application.client.DeleteOAuthClient;
import org.connectedaccounts.application.client.GetOAuthClient;
import org.connectedaccounts.application.client.ListOAuthClients;
import org.connectedaccounts.application.client.PutOAuthClient;
import org.connectedaccounts.application.client.TokenEndpoints;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;

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
  DeleteOAuthClient deleteOAuthClient(OAuthClients clients, UnitOfWork unitOfWork) {
    return new DeleteOAuthClient(clients, unitOfWork);
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
  PutOAuthClient.Surroundings putOAuthClientSurroundings(
      Randomness random, StoreClock clock, UnitOfWork unitOfWork) {
    return new PutOAuthClient.Surroundings(random, clock, unitOfWork);
  }

  @Produces
  @Singleton
  PutOAuthClient putOAuthClient(
      OAuthClients clients,
      SecretVault vault,
      ClientViews views,
      PutOAuthClient.Surroundings surroundings) {
    return new PutOAuthClient(clients, vault, views, surroundings);
  }

  @Produces
  @Singleton
  TokenEndpoints tokenEndpoints(OAuthClients clients, SecretVault vault) {
    return new TokenEndpoints(clients, vault);
  }
}
