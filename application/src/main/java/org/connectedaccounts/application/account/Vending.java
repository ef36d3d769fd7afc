package org.connectedaccounts.application.account;

import java.time.Duration;
import org.connectedaccounts.application.account.CredentialRefresh.Dead;
import org.connectedaccounts.application.account.CredentialRefresh.Later;
import org.connectedaccounts.application.account.CredentialRefresh.Refreshed;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.credential.Credential;

/** Gets a usable credential out of an account, refreshing it first where that is due. */
public final class Vending {

  private final ConnectedAccounts accounts;
  private final AppCatalogue catalogue;
  private final SecretVault vault;
  private final CredentialRefresh refresh;
  private final Freshness freshness;

  public Vending(
      ConnectedAccounts accounts,
      AppCatalogue catalogue,
      SecretVault vault,
      CredentialRefresh refresh,
      Freshness freshness) {
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.vault = vault;
    this.refresh = refresh;
    this.freshness = freshness;
  }

  /** What an account gave. */
  public sealed interface Vend {}

  public record Given(VendedCredential credential) implements Vend {}

  /** Only a person can help. */
  public record Unusable(ConnectedAccount account) implements Vend {}

  /** It will pass. */
  public record NotNow(ConnectedAccount account, Reason reason, Duration retryAfter)
      implements Vend {}

  /**
   * @param minTtl how long the token must live at least; a token that the provider makes shorter is
   *     given nevertheless
   */
  public Vend vend(WithCredential found, Duration minTtl) {
    if (!found.account().status().isUsable()) {
      return new Unusable(found.account());
    }
    AuthMethod method = method(found.account());
    boolean due = freshness.isDue(found, method.scheme(), minTtl);
    return due ? refreshed(found) : give(found, method);
  }

  /** Refreshes whatever is left of the token; one that lives is given where that cannot be now. */
  public Vend refreshed(WithCredential found) {
    Vend vend = replaced(found);
    return vend instanceof NotNow && Freshness.isAlive(found)
        ? give(found, method(found.account()))
        : vend;
  }

  /** Refreshes a token that the provider no longer takes, so that it is not given again. */
  public Vend replaced(WithCredential found) {
    ConnectedAccount account = found.account();
    return switch (refresh.refresh(found)) {
      case Refreshed _ -> afterwards(account);
      case Dead _ -> new Unusable(accounts.find(account.workspace(), account.id()).orElse(account));
      case Later(var reason, var retryAfter) -> new NotNow(account, reason, retryAfter);
    };
  }

  private Vend afterwards(ConnectedAccount before) {
    WithCredential fresh =
        accounts
            .findWithCredential(before.workspace(), before.id())
            .orElseThrow(AccountViews::unknown);
    return fresh.account().status().isUsable()
        ? give(fresh, method(fresh.account()))
        : new Unusable(fresh.account());
  }

  private Vend give(WithCredential found, AuthMethod method) {
    Credential credential =
        vault.openAuths(found.credential().sealedFor(), found.credential().sealed());
    return new Given(VendedCredential.of(found.account(), method, credential));
  }

  private AuthMethod method(ConnectedAccount account) {
    return catalogue
        .made(account.origin().definition())
        .method(account.origin().method())
        .orElseThrow(() -> new IllegalStateException(account.id() + " has lost its method"));
  }
}
