package org.connectedaccounts.application.account;

import java.time.Duration;
import org.connectedaccounts.application.catalog.AppCatalogue;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.refresh.CredentialRefresh;
import org.connectedaccounts.application.refresh.Freshness;
import org.connectedaccounts.application.refresh.Result;
import org.connectedaccounts.application.refresh.Result.Dead;
import org.connectedaccounts.application.refresh.Result.Gone;
import org.connectedaccounts.application.refresh.Result.Later;
import org.connectedaccounts.application.refresh.Result.Refreshed;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.credential.Credential;

/** Gets a usable credential out of an account, refreshing it first where that is due. */
public final class Vending {

  private final AppCatalogue catalogue;
  private final SecretVault vault;
  private final CredentialRefresh refresh;
  private final Freshness freshness;

  public Vending(
      AppCatalogue catalogue, SecretVault vault, CredentialRefresh refresh, Freshness freshness) {
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
   * @param minTtl how long the token must live at least; at most nine tenths of its life
   */
  public Vend vend(WithCredential found, Duration minTtl) {
    if (!found.account().status().isUsable()) {
      return new Unusable(found.account());
    }
    AuthMethod method = method(found.account());
    if (freshness.isDue(found, method.scheme(), minTtl)) {
      // Who asks for a longer life waits for it; else a token that lives is not waited for long.
      return refreshed(found, !freshness.isDue(found, method.scheme(), Duration.ZERO));
    }
    return give(found, method);
  }

  /** Refreshes whatever is left of the token; one that lives is given where that cannot be now. */
  public Vend refreshed(WithCredential found) {
    return refreshed(found, true);
  }

  private Vend refreshed(WithCredential found, boolean worthWaiting) {
    Vend vend;
    try {
      vend = vend(found, refresh.refresh(found, worthWaiting));
    } catch (KeyEncryptionKeys.Unreachable away) {
      // The key of this account may be at hand where another that the refresh needs is not.
      if (!Freshness.isAlive(found)) {
        throw away;
      }
      return give(found, method(found.account()));
    }
    return vend instanceof NotNow && Freshness.isAlive(found)
        ? give(found, method(found.account()))
        : vend;
  }

  /** Refreshes a token that the provider no longer takes, so that it is not given again. */
  public Vend replaced(WithCredential found) {
    return vend(found, refresh.refresh(found, true));
  }

  private Vend vend(WithCredential found, Result result) {
    return switch (result) {
      case Refreshed(var current) -> give(current, method(current.account()));
      case Dead(var account) -> new Unusable(account);
      case Later(var reason, var retryAfter) -> new NotNow(found.account(), reason, retryAfter);
      case Gone _ -> throw AccountViews.unknown();
    };
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
