package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.DataKeyRing;
import org.connectedaccounts.application.port.DataKeys;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Fingerprints;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.application.workspace.AllowOrigin;
import org.connectedaccounts.application.workspace.CreateApiKey;
import org.connectedaccounts.application.workspace.CreateWorkspace;
import org.connectedaccounts.application.workspace.DeleteApiKey;
import org.connectedaccounts.application.workspace.DeleteWorkspace;
import org.connectedaccounts.application.workspace.GetWorkspace;
import org.connectedaccounts.application.workspace.KeyMaker;
import org.connectedaccounts.application.workspace.KeyRules;
import org.connectedaccounts.application.workspace.ListApiKeys;
import org.connectedaccounts.application.workspace.ListWorkspaces;
import org.connectedaccounts.application.workspace.PrepareFirstWorkspace;
import org.connectedaccounts.application.workspace.RotateApiKey;
import org.connectedaccounts.application.workspace.UpdateWorkspace;

/** Puts the use cases of tenants and keys together. */
final class WorkspaceUseCases {

  @Produces
  @Singleton
  AllowOrigin allowOrigin(Workspaces workspaces) {
    return new AllowOrigin(workspaces);
  }

  @Produces
  @Singleton
  CreateApiKey createApiKey(
      KeyMaker keys, ConnectedAccounts accounts, StoreClock clock, UnitOfWork unitOfWork) {
    return new CreateApiKey(keys, new KeyRules(accounts), clock, unitOfWork);
  }

  @Produces
  @Singleton
  RotateApiKey.Store rotateApiKeyStore(
      ApiKeys keys, Events events, StoreClock clock, UnitOfWork unitOfWork) {
    return new RotateApiKey.Store(keys, events, clock, unitOfWork);
  }

  @Produces
  @Singleton
  RotateApiKey rotateApiKey(KeyMaker maker, RotateApiKey.Store store, Supplier<UUID> ids) {
    return new RotateApiKey(maker, store, ids);
  }

  @Produces
  @Singleton
  CreateWorkspace.Store createWorkspaceStore(Workspaces workspaces, DataKeys dataKeys) {
    return new CreateWorkspace.Store(workspaces, dataKeys);
  }

  @Produces
  @Singleton
  CreateWorkspace createWorkspace(
      CreateWorkspace.Store store,
      DataKeyRing dataKeys,
      KeyMaker keys,
      Randomness random,
      StoreClock clock,
      UnitOfWork unitOfWork) {
    return new CreateWorkspace(store, dataKeys, keys, random, clock, unitOfWork);
  }

  @Produces
  @Singleton
  DeleteApiKey deleteApiKey(ApiKeys keys, UnitOfWork unitOfWork) {
    return new DeleteApiKey(keys, unitOfWork);
  }

  @Produces
  @Singleton
  DeleteWorkspace deleteWorkspace(
      Workspaces workspaces,
      ConnectedAccounts accounts,
      DataKeyRing dataKeys,
      UnitOfWork unitOfWork) {
    return new DeleteWorkspace(workspaces, accounts, dataKeys, unitOfWork);
  }

  @Produces
  @Singleton
  GetWorkspace getWorkspace(Workspaces workspaces) {
    return new GetWorkspace(workspaces);
  }

  @Produces
  @Singleton
  KeyMaker keyMaker(ApiKeys keys, Fingerprints fingerprints, Randomness random, StoreClock clock) {
    return new KeyMaker(keys, fingerprints, random, clock);
  }

  @Produces
  @Singleton
  ListApiKeys listApiKeys(ApiKeys keys) {
    return new ListApiKeys(keys);
  }

  @Produces
  @Singleton
  ListWorkspaces listWorkspaces(Workspaces workspaces) {
    return new ListWorkspaces(workspaces);
  }

  @Produces
  @Singleton
  PrepareFirstWorkspace.Store prepareFirstWorkspaceStore(
      Workspaces workspaces, DataKeys dataKeys, StoreClock clock, UnitOfWork unitOfWork) {
    return new PrepareFirstWorkspace.Store(workspaces, dataKeys, clock, unitOfWork);
  }

  @Produces
  @Singleton
  PrepareFirstWorkspace prepareFirstWorkspace(
      PrepareFirstWorkspace.Store store,
      ApiKeys apiKeys,
      Fingerprints fingerprints,
      KeyMaker keys,
      DataKeyRing dataKeys) {
    return new PrepareFirstWorkspace(store, apiKeys, fingerprints, keys, dataKeys);
  }

  @Produces
  @Singleton
  UpdateWorkspace updateWorkspace(Workspaces workspaces, UnitOfWork unitOfWork) {
    return new UpdateWorkspace(workspaces, unitOfWork);
  }
}
