package org.connectedaccounts.domain.workspace;

import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts a narrowed key reaches: those that are within all that is named here. Plain
 * values, since apps and accounts know workspaces and not the other way round.
 *
 * @param apps slugs; empty: of all apps
 * @param accounts values of ids; empty: whichever account
 * @param externalUserId whose accounts, and those that are shared with this user; null: everybody's
 */
public record KeyLimits(Set<String> apps, Set<UUID> accounts, @Nullable String externalUserId) {

  /** Of a key that is not narrowed. */
  public static final KeyLimits NONE = new KeyLimits(Set.of(), Set.of(), null);

  /** What a narrowed key can have: everything else is about more than some accounts. */
  public static final Set<Scope> SCOPES =
      Set.of(Scope.APPS_READ, Scope.ACCOUNTS_READ, Scope.CREDENTIALS_READ, Scope.MANAGE);

  public KeyLimits {
    apps = Set.copyOf(apps);
    accounts = Set.copyOf(accounts);
  }

  public boolean isNone() {
    return equals(NONE);
  }

  /** For whom a call acts that may name a user. */
  public @Nullable String requireUser(@Nullable String asked) {
    if (externalUserId != null && asked != null && !asked.equals(externalUserId)) {
      throw refused("This key is for another external_user_id.");
    }
    return externalUserId == null ? asked : externalUserId;
  }

  /** That a key does not reach so far, to be thrown. */
  public static Refusal refused(String detail) {
    return Refusal.of(Code.KEY_LIMITED, detail);
  }
}
