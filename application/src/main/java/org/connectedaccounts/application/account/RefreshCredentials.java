package org.connectedaccounts.application.account;

import java.time.Duration;
import org.connectedaccounts.application.account.Vending.Vend;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.ProviderApi;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.application.refresh.StatusChange;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.app.TypedGrant;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Refreshes now, unless the rejected version is no longer the current one; then the newer one is
 * simply given. An account of keys, or without a refresh token, has nothing to refresh: its probe
 * runs instead and its status follows.
 */
public final class RefreshCredentials {

  private final ConnectedAccounts accounts;
  private final Vending vending;
  private final Probe probe;
  private final UsageJournal journal;

  public RefreshCredentials(
      ConnectedAccounts accounts, Vending vending, Probe probe, UsageJournal journal) {
    this.accounts = accounts;
    this.vending = vending;
    this.probe = probe;
    this.journal = journal;
  }

  /**
   * @param rejectedVersion the version that the provider answered 401 to; null: whichever is
   *     current
   */
  public record Command(
      Caller caller,
      AccountId account,
      @Nullable String rejectedVersion,
      @Nullable String purpose) {}

  public VendedCredential handle(Command command) {
    WorkspaceId workspace = command.caller().requireLimitedKey(Scope.CREDENTIALS_READ);
    WithCredential found = find(workspace, command.account());
    if (!AccountAccess.toVend(command.caller()).test(found.account())) {
      throw AccountViews.unknown();
    }
    VendedCredential credential = GetCredentials.require(vend(found, command.rejectedVersion()));
    journal.credentialRead(workspace, command.account(), command.purpose());
    return credential;
  }

  private Vend vend(WithCredential found, @Nullable String rejectedVersion) {
    ConnectedAccount account = found.account();
    boolean current =
        rejectedVersion == null || rejectedVersion.equals(VendedCredential.version(account));
    if (!current) {
      return vending.vend(found, Duration.ZERO);
    }
    if (probe.concerns(found)) {
      probe.run(found);
      return vending.vend(find(account.workspace(), account.id()), Duration.ZERO);
    }
    if (!account.status().isUsable()) {
      return new Vending.Unusable(account);
    }
    return rejectedVersion == null ? vending.refreshed(found) : vending.replaced(found);
  }

  private WithCredential find(WorkspaceId workspace, AccountId id) {
    return accounts.findWithCredential(workspace, id).orElseThrow(AccountViews::unknown);
  }

  /** Asks the app whether typed keys still work, and keeps what it says. */
  public static final class Probe {

    private final AppCatalogue catalogue;
    private final ProviderApi provider;
    private final SecretVault vault;
    private final StatusChange change;

    public Probe(
        AppCatalogue catalogue, ProviderApi provider, SecretVault vault, StatusChange change) {
      this.catalogue = catalogue;
      this.provider = provider;
      this.vault = vault;
      this.change = change;
    }

    /**
     * Keys, and grants that came without a refresh token: asking is all that can be done. Keys may
     * be taken again, but a grant that is dead is so until a reconnect; and so is what was taken
     * out of use.
     */
    boolean concerns(WithCredential found) {
      if (found.account().status().isTakenOutOfUse()) {
        return false;
      }
      return switch (method(found.account(), app(found.account())).scheme()) {
        case Keys _ -> true;
        case OAuth2 _ ->
            found.credential().sealed().refresh() == null && found.account().status().isUsable();
        case TypedGrant _ -> false;
      };
    }

    void run(WithCredential found) {
      ConnectedAccount account = found.account();
      AppDefinition app = app(account);
      Credential credential =
          vault.openAuths(found.credential().sealedFor(), found.credential().sealed());
      switch (provider.verify(app, method(account, app), credential)) {
        case ACCEPTED -> mark(account, AccountStatus.active(found.now()), Event.Type.RECOVERED);
        case REJECTED ->
            mark(
                account,
                AccountStatus.reauthorizationRequired(rejection(account, app), null, found.now()),
                Event.Type.REAUTHORIZATION_REQUIRED);
        case UNREACHABLE, DESTINATION_REFUSED ->
            throw Refusal.unavailable(
                Code.VERIFICATION_UNAVAILABLE,
                "The app could not be asked whether the key works; it stands as it was.",
                Duration.ofSeconds(10));
        case NO_PROBE -> {
          // Nothing can be said, so nothing changes.
        }
      }
    }

    private static Reason rejection(ConnectedAccount account, AppDefinition app) {
      return method(account, app).scheme() instanceof Keys
          ? Reason.KEY_REJECTED
          : Reason.NO_REFRESH_TOKEN;
    }

    private AppDefinition app(ConnectedAccount account) {
      return catalogue.corrected(account.origin().definition(), account.origin().method());
    }

    private static AuthMethod method(ConnectedAccount account, AppDefinition app) {
      return app.method(account.origin().method()).orElseThrow();
    }

    private void mark(ConnectedAccount account, AccountStatus status, Event.Type type) {
      if (account.status().state() != status.state()) {
        change.mark(account, status, type);
      }
    }
  }
}
