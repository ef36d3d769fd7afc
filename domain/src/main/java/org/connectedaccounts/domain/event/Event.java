package org.connectedaccounts.domain.event;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account. Holds no secret.
 *
 * @param externalUserId whose account it is; null: the workspace's
 * @param generation of the credential once it had happened; events of an account are in its order
 * @param reason why, where the account is not active
 */
public record Event(
    WorkspaceId workspace,
    EventId id,
    Type type,
    AccountId account,
    AppSlug app,
    @Nullable String externalUserId,
    long generation,
    @Nullable Reason reason) {

  /** What happened. */
  public enum Type {
    CONNECTED,
    RECONNECTED,
    REFRESHED,
    RECOVERED,
    DEGRADED,
    REAUTHORIZATION_REQUIRED,
    WILL_DIE,
    REMOVED;

    public static Optional<Type> parse(String text) {
      return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** As it stands in the contract: {@code account.refreshed}. */
    public String text() {
      return "account." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** The account as it is once it has happened. */
  public static Event of(EventId id, Type type, ConnectedAccount account) {
    return new Event(
        account.workspace(),
        id,
        type,
        account.id(),
        account.app(),
        account.owner().externalUserId(),
        account.generation(),
        account.status().reason());
  }
}
