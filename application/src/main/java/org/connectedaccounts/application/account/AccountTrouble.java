package org.connectedaccounts.application.account;

import java.util.List;
import org.connectedaccounts.application.account.Vending.NotNow;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.UnavailableAccount;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.jspecify.annotations.Nullable;

/** Says of accounts why they give no credential. */
public final class AccountTrouble {

  private static final String NOT_SHARED = "not_shared";

  private AccountTrouble() {}

  public static Refusal unavailable(ConnectedAccount account) {
    return unavailable(List.of(of(null, account)));
  }

  /** All that stand in a step's way, at once. */
  public static Refusal unavailable(List<UnavailableAccount> accounts) {
    return Refusal.of(Code.ACCOUNT_UNAVAILABLE, advice(accounts), new Evidence.Accounts(accounts));
  }

  private static String advice(List<UnavailableAccount> accounts) {
    long unshared =
        accounts.stream().filter(account -> NOT_SHARED.equals(account.reason())).count();
    if (unshared == 0) {
      return "An account must be reconnected by its user before it can be used; see accounts.";
    }
    String share =
        "An account is not shared with this user any more: share it again, or link another one";
    return unshared == accounts.size()
        ? share + "; see accounts."
        : share + ". Another one must be reconnected by its user; see accounts.";
  }

  /** The provider, or our client there, has a problem; the account has none. */
  public static Refusal notNow(NotNow notNow) {
    return Refusal.unavailable(
        Code.PROVIDER_UNAVAILABLE,
        "The provider of "
            + notNow.account().app().value()
            + " gives no fresh token now ("
            + notNow.reason().text()
            + "); try again later.",
        notNow.retryAfter());
  }

  /**
   * @param name of the step link that leads to it
   */
  public static UnavailableAccount of(@Nullable String name, ConnectedAccount account) {
    Reason reason = account.status().reason();
    return of(name, account, reason == null ? null : reason.text());
  }

  /** It may be well, and is not for the user whose run it is. */
  public static UnavailableAccount notShared(@Nullable String name, ConnectedAccount account) {
    return of(name, account, NOT_SHARED);
  }

  private static UnavailableAccount of(
      @Nullable String name, ConnectedAccount account, @Nullable String reason) {
    return new UnavailableAccount(
        name, account.id().text(), account.app().value(), account.status().state().text(), reason);
  }
}
