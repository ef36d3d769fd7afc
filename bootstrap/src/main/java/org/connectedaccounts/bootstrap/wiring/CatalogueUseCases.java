package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.catalog.ArrivedApps;
import org.connectedaccounts.application.catalog.DeleteApp;
import org.connectedaccounts.application.catalog.GetApp;
import org.connectedaccounts.application.catalog.GetLogo;
import org.connectedaccounts.application.catalog.ImportApp;
import org.connectedaccounts.application.catalog.ListAppRequests;
import org.connectedaccounts.application.catalog.PutApp;
import org.connectedaccounts.application.catalog.RequestApp;
import org.connectedaccounts.application.catalog.SearchApps;
import org.connectedaccounts.application.catalog.SessionApps;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.AppDrafts;
import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Destinations;
import org.connectedaccounts.application.port.Logos;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WorkspaceApps;

/** Puts the use cases of apps and wishes for apps together. */
final class CatalogueUseCases {

  @Produces
  @Singleton
  AppCatalogue appCatalogue(
      OperatorApps operatorApps, WorkspaceApps workspaceApps, AppDocuments documents) {
    return new AppCatalogue(operatorApps, workspaceApps, documents);
  }

  @Produces
  @Singleton
  DeleteApp deleteApp(
      WorkspaceApps apps,
      AppCatalogue catalogue,
      ConnectedAccounts accounts,
      UnitOfWork unitOfWork) {
    return new DeleteApp(apps, catalogue, accounts, unitOfWork);
  }

  @Produces
  @Singleton
  GetApp getApp(AppCatalogue catalogue, OAuthClients clients, SessionApps sessionApps) {
    return new GetApp(catalogue, clients, sessionApps);
  }

  @Produces
  @Singleton
  GetLogo getLogo(OperatorApps apps, Logos logos) {
    return new GetLogo(apps, logos);
  }

  @Produces
  @Singleton
  ArrivedApps arrivedApps(AppCatalogue catalogue, SessionApps sessionApps) {
    return new ArrivedApps(catalogue, sessionApps);
  }

  @Produces
  @Singleton
  ImportApp importApp(AppDrafts drafts, AppDocuments documents, Destinations destinations) {
    return new ImportApp(drafts, documents, destinations);
  }

  @Produces
  @Singleton
  ListAppRequests listAppRequests(AppRequests requests, ArrivedApps arrived) {
    return new ListAppRequests(requests, arrived);
  }

  @Produces
  @Singleton
  PutApp putApp(
      WorkspaceApps apps,
      AppCatalogue catalogue,
      AppDocuments documents,
      Destinations destinations,
      OAuthClients clients,
      ConnectedAccounts accounts,
      UnitOfWork unitOfWork) {
    return new PutApp(apps, catalogue, documents, destinations, clients, accounts, unitOfWork);
  }

  @Produces
  @Singleton
  RequestApp requestApp(
      AppRequests requests,
      ConnectSessions sessions,
      Randomness random,
      UnitOfWork unitOfWork,
      ArrivedApps arrived) {
    return new RequestApp(requests, sessions, random, unitOfWork, arrived);
  }

  @Produces
  @Singleton
  SearchApps searchApps(
      AppCatalogue catalogue, AppSearch search, OAuthClients clients, SessionApps sessionApps) {
    return new SearchApps(catalogue, search, clients, sessionApps);
  }

  @Produces
  @Singleton
  SessionApps sessionApps(ConnectSessions sessions) {
    return new SessionApps(sessions);
  }
}
