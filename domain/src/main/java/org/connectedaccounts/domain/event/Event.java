package org.connectedaccounts.domain.event;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workspace.ApiKeyId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account, or to a key of the workspace. Holds no secret.
 *
 * @param subject the account; null: it is about none
 * @param details what there is to know beside it; null: nothing
 */
public record Event(
    WorkspaceId workspace,
    EventId id,
    Type type,
    @Nullable Subject subject,
    @Nullable EventDetails details) {

  /** What happened. */
  public enum Type {
    CONNECTED("account.connected"),
    RECONNECTED("account.reconnected"),
    REFRESHED("account.refreshed"),
    RECOVERED("account.recovered"),
    DEGRADED("account.degraded"),
    REAUTHORIZATION_REQUIRED("account.reauthorization_required"),
    WILL_DIE("account.will_die"),
    REMOVED("account.removed"),
    SCOPES_CHANGED("account.scopes_changed"),
    IDENTITY_SHARED("account.identity_shared"),
    STEP_LINK_BROKEN("step_link.broken"),
    API_KEY_ROTATED("api_key.rotated"),
    /** Nothing happened: somebody tries a receiver. For one endpoint, which need not want it. */
    WEBHOOK_ENDPOINT_TEST("webhook_endpoint.test");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    public static Optional<Type> parse(String text) {
      return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
    }

    /** As it stands in the contract: {@code account.refreshed}. */
    public String text() {
      return text;
    }
  }

  /**
   * The account as it is once it has happened.
   *
   * @param externalUserId whose account it is; null: the workspace's
   * @param generation of the credential; events of an account are in its order
   * @param reason why, where the account is not active
   */
  public record Subject(
      AccountId account,
      AppSlug app,
      @Nullable String externalUserId,
      long generation,
      @Nullable Reason reason) {

    static Subject of(ConnectedAccount account) {
      return new Subject(
          account.id(),
          account.app(),
          account.owner().externalUserId(),
          account.generation(),
          account.status().reason());
    }
  }

  /** The account as it is once it has happened. */
  public static Event of(EventId id, Type type, ConnectedAccount account) {
    return of(id, type, account, null);
  }

  private static Event of(
      EventId id, Type type, ConnectedAccount account, @Nullable EventDetails details) {
    return new Event(account.workspace(), id, type, Subject.of(account), details);
  }

  /** Empty if both were granted the same, in whatever order. */
  public static Optional<Event> scopesChanged(
      EventId id, ConnectedAccount before, ConnectedAccount after) {
    List<String> added = before.scopes().missing(after.scopes().granted());
    List<String> removed = after.scopes().missing(before.scopes().granted());
    return added.isEmpty() && removed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            of(id, Type.SCOPES_CHANGED, after, new EventDetails.ScopeChange(added, removed)));
  }

  /** The account has an identity that accounts of other users have as well. */
  public static Event identityShared(EventId id, ConnectedAccount account, List<AccountId> others) {
    return of(id, Type.IDENTITY_SHARED, account, new EventDetails.SharedIdentity(others));
  }

  /** The link leads to an account that is gone, or that its user may use no longer. */
  public static Event linkBroken(EventId id, ConnectedAccount account, StepLink link) {
    return of(
        id,
        Type.STEP_LINK_BROKEN,
        account,
        new EventDetails.BrokenLink(link.step(), link.name(), link.externalUserId()));
  }

  public static Event test(EventId id, WorkspaceId workspace) {
    return new Event(workspace, id, Type.WEBHOOK_ENDPOINT_TEST, null, null);
  }

  public static Event keyRotated(EventId id, WorkspaceId workspace, ApiKeyId key, ApiKeyId former) {
    return new Event(
        workspace, id, Type.API_KEY_ROTATED, null, new EventDetails.RotatedKey(key, former));
  }
}
