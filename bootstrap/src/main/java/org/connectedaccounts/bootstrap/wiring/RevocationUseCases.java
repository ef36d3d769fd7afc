package org.connectedaccounts.bootstrap.wiring;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.application.revocation.AccountRevoking;
import org.connectedaccounts.application.revocation.CountRevocation;
import org.connectedaccounts.application.revocation.GetRevocation;
import org.connectedaccounts.application.revocation.ListRevocations;
import org.connectedaccounts.application.revocation.ListRevokedAccounts;
import org.connectedaccounts.application.revocation.SelectedApp;
import org.connectedaccounts.application.revocation.StartRevocation;
import org.connectedaccounts.application.revocation.WorkOnRevocations;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Use cases of revocations, made from the ports they need. */
final class RevocationUseCases {

  @Produces
  @Singleton
  SelectedApp selectedApp(BulkRevocations revocations, AppCatalogue catalogue) {
    return new SelectedApp(revocations, catalogue);
  }

  @Produces
  @Singleton
  StartRevocation startRevocation(
      BulkRevocations revocations, SelectedApp app, Randomness random, UnitOfWork unitOfWork) {
    return new StartRevocation(revocations, app, random, unitOfWork);
  }

  @Produces
  @Singleton
  CountRevocation countRevocation(BulkRevocations revocations, SelectedApp app) {
    return new CountRevocation(revocations, app);
  }

  @Produces
  @Singleton
  GetRevocation getRevocation(BulkRevocations revocations) {
    return new GetRevocation(revocations);
  }

  @Produces
  @Singleton
  ListRevocations listRevocations(BulkRevocations revocations) {
    return new ListRevocations(revocations);
  }

  @Produces
  @Singleton
  ListRevokedAccounts listRevokedAccounts(BulkRevocations revocations) {
    return new ListRevokedAccounts(revocations);
  }

  @Produces
  @Singleton
  AccountRevoking accountRevoking(
      BulkRevocations revocations,
      ConnectedAccounts accounts,
      GrantRevocation grants,
      SecretVault vault,
      UnitOfWork unitOfWork) {
    return new AccountRevoking(revocations, accounts, grants, vault, unitOfWork);
  }

  @Produces
  @Singleton
  WorkOnRevocations workOnRevocations(
      BulkRevocations revocations,
      AccountRevoking revoking,
      StoreClock clock,
      RevocationThreads threads,
      @ConfigProperty(name = "connected-accounts.revocations.at-once", defaultValue = "8")
          int atOnce) {
    var limits = new WorkOnRevocations.Limits(Math.max(1, atOnce), threads);
    return new WorkOnRevocations(revocations, revoking, clock, limits);
  }
}
