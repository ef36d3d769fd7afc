package org.connectedaccounts.application.account;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.application.refresh.GrantRevocation.Revocation;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Revokes at the provider, then destroys: a crash in between leaves an account that can be removed
 * again.
 */
public final class Removal {

  private final ConnectedAccounts accounts;
  private final StepLinks links;
  private final OAuthClients clients;
  private final GrantRevocation revocation;
  private final Store store;

  public Removal(
      ConnectedAccounts accounts,
      StepLinks links,
      OAuthClients clients,
      GrantRevocation revocation,
      Store store) {
    this.accounts = accounts;
    this.links = links;
    this.clients = clients;
    this.revocation = revocation;
    this.store = store;
  }

  /** What it needs of the store beside accounts. */
  public record Store(Events events, UnitOfWork unitOfWork, Supplier<UUID> ids) {}

  /**
   * What was done.
   *
   * @param replacedLinks steps that use another account now
   * @param removedLinks steps that have none now
   */
  public record Removed(
      AccountId account, GrantRevocation.Outcome revocation, int replacedLinks, int removedLinks) {}

  /**
   * Asked before anything is done, and again when neither links nor changes can come any more.
   *
   * @param whileLinked refuses if the account may not go while these links lead to it
   * @param expected the state that it may go in
   */
  record Permission(Consumer<List<StepLink>> whileLinked, Expectation expected) {

    void require(ConnectedAccount account, List<StepLink> linked) {
      whileLinked.accept(linked);
      expected.require(account.version());
    }
  }

  /** Revokes and destroys it, and says what was done. */
  Removed remove(WithCredential found, @Nullable AccountId replacement, Permission permission) {
    ConnectedAccount account = found.account();
    permission.require(account, links.ofAccount(account.workspace(), account.id()));
    WithCredential current = found;
    while (true) {
      Optional<Removed> removed = revokeAndDestroy(current, replacement, permission);
      if (removed.isPresent()) {
        return removed.get();
      }
      // A refresh was faster, and its token wants to be revoked as well (R19).
      current =
          accounts
              .findWithCredential(account.workspace(), account.id())
              .orElseThrow(AccountViews::unknown);
    }
  }

  private Optional<Removed> revokeAndDestroy(
      WithCredential found, @Nullable AccountId replacement, Permission permission) {
    ConnectedAccount account = found.account();
    Revocation revoked = revocation.revoke(found);
    try {
      return store.unitOfWork().call(() -> destroy(account, replacement, permission, revoked));
    } catch (Refusal refusal) {
      if (revoked.current()) {
        store.unitOfWork().run(() -> markRevoked(account, found.now()));
      }
      throw refusal;
    }
  }

  private Event event(Event.Type type, ConnectedAccount account) {
    return Event.of(new EventId(store.ids().get()), type, account);
  }

  /** The account stays for the link that came, but its grant is gone. */
  private void markRevoked(ConnectedAccount account, Instant since) {
    var status = AccountStatus.reauthorizationRequired(Reason.REVOKED, null, since);
    if (accounts.updateStatus(account, status)) {
      store.events().add(event(Event.Type.REAUTHORIZATION_REQUIRED, account.withStatus(status)));
    }
  }

  /** In one order for all, so that no two removals ever wait for each other. */
  private void hold(ConnectedAccount account, @Nullable AccountId replacement) {
    Stream.of(Optional.of(account.id()), Optional.ofNullable(replacement))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(AccountId::value))
        .filter(id -> !accounts.hold(account.workspace(), id))
        .findFirst()
        .ifPresent(
            gone -> {
              throw gone.equals(account.id())
                  ? AccountViews.unknown()
                  : Refusal.invalid("?replace_with", "is no other account any more");
            });
  }

  /** Empty, and nothing is done, if there is a newer token than those that were revoked. */
  private Optional<Removed> destroy(
      ConnectedAccount account,
      @Nullable AccountId replacement,
      Permission permission,
      Revocation revoked) {
    WorkspaceId workspace = account.workspace();
    hold(account, replacement);
    ConnectedAccount current = accounts.find(workspace, account.id()).orElseThrow();
    if (current.generation() != account.generation() || revocation.isOvertaken(account, revoked)) {
      return Optional.empty();
    }
    permission.require(current, links.ofAccount(workspace, account.id()));
    int replaced =
        replacement == null ? 0 : links.replaceAccount(workspace, account.id(), replacement);
    List<StepLink> broken = links.ofAccount(workspace, account.id());
    accounts.remove(workspace, account.id());
    broken.forEach(
        link ->
            store.events().add(Event.linkBroken(new EventId(store.ids().get()), account, link)));
    store.events().add(event(Event.Type.REMOVED, account));
    OAuthClientId client = account.origin().client();
    if (client != null) {
      WorkspaceId owner =
          clients.find(workspace, client).isPresent() ? workspace : WorkspaceId.OPERATOR;
      clients.removeUnused(owner, account.app());
    }
    return Optional.of(new Removed(account.id(), revoked.outcome(), replaced, broken.size()));
  }
}
