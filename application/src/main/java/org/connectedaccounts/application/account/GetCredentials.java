package org.connectedaccounts.application.account;

import java.time.Duration;
import org.connectedaccounts.application.account.Vending.Given;
import org.connectedaccounts.application.account.Vending.NotNow;
import org.connectedaccounts.application.account.Vending.Unusable;
import org.connectedaccounts.application.account.Vending.Vend;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** The fresh credential of an account. While it is fresh this costs one statement and no write. */
public final class GetCredentials {

  private final ConnectedAccounts accounts;
  private final Vending vending;
  private final UsageJournal journal;

  public GetCredentials(ConnectedAccounts accounts, Vending vending, UsageJournal journal) {
    this.accounts = accounts;
    this.vending = vending;
    this.journal = journal;
  }

  /**
   * @param minTtl how long the token should live at least
   * @param purpose what the caller gives as its reason, such as a run id
   */
  public record Command(
      Caller caller, AccountId account, Duration minTtl, @Nullable String purpose) {}

  public VendedCredential handle(Command command) {
    WorkspaceId workspace = command.caller().requireLimitedKey(Scope.CREDENTIALS_READ);
    var reached = AccountAccess.toVend(command.caller());
    WithCredential found =
        accounts
            .findWithCredential(workspace, command.account())
            .filter(each -> reached.test(each.account()))
            .orElseThrow(AccountViews::unknown);
    VendedCredential credential = require(vending.vend(found, command.minTtl()));
    journal.credentialRead(workspace, command.account(), command.purpose());
    return credential;
  }

  static VendedCredential require(Vend vend) {
    return switch (vend) {
      case Given(var credential) -> credential;
      case Unusable(var account) -> throw AccountTrouble.unavailable(account);
      case NotNow notNow -> throw AccountTrouble.notNow(notNow);
    };
  }
}
