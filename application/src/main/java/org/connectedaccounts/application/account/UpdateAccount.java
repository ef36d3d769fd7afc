package org.connectedaccounts.application.account;

import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.account.AccountAccess.Reach;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.Expectation;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Nickname;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.connectedaccounts.domain.workspace.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Changes what people say of an account: nickname, sharing, metadata. Steps of others that use what
 * is shared no longer are told of.
 */
public final class UpdateAccount {

  private final ConnectedAccounts accounts;
  private final AccountAccess access;
  private final AccountViews views;
  private final Store store;

  public UpdateAccount(
      ConnectedAccounts accounts, AccountAccess access, AccountViews views, Store store) {
    this.accounts = accounts;
    this.access = access;
    this.views = views;
    this.store = store;
  }

  /** What it needs of the store beside accounts. */
  public record Store(
      StepLinks links,
      Events events,
      StoreClock clock,
      UnitOfWork unitOfWork,
      Supplier<UUID> ids) {}

  /**
   * Null: leave as it is.
   *
   * @param nickname blank: none any more
   * @param metadata in place of what was there
   */
  public record Command(
      Caller caller,
      AccountId account,
      @Nullable String nickname,
      @Nullable Boolean shared,
      @Nullable Map<String, String> metadata,
      Expectation expected) {

    /** In whatever state it is. */
    public Command(
        Caller caller,
        AccountId account,
        @Nullable String nickname,
        @Nullable Boolean shared,
        @Nullable Map<String, String> metadata) {
      this(caller, account, nickname, shared, metadata, Expectation.anything());
    }
  }

  public AccountView handle(Command command) {
    if (command.shared() != null) {
      requireBackend(command.caller());
    }
    boolean nameOnly = command.shared() == null && command.metadata() == null;
    Reach reach =
        nameOnly
            ? access.toName(command.caller(), command.account())
            : access.toChange(command.caller());
    store.unitOfWork().run(() -> change(reach, command));
    return views.require(reach.workspace(), command.account());
  }

  /**
   * What is shared is offered to everybody of the workspace, whose steps then act as its owner.
   * That is nothing for one end user to decide.
   */
  private static void requireBackend(Caller caller) {
    if (caller instanceof Caller.SessionHolder || caller instanceof Caller.EndUser) {
      throw Refusal.of(
          Code.SESSION_LIMITED,
          "Whether an account is shared is for a backend to say, with a key.");
    }
  }

  private void change(Reach reach, Command command) {
    // Held, so that what it is made from is still there when it is written.
    if (!accounts.hold(reach.workspace(), command.account())) {
      throw AccountViews.unknown();
    }
    ConnectedAccount before =
        accounts.find(reach.workspace(), command.account()).orElseThrow(AccountViews::unknown);
    reach.requireChanges(before);
    command.expected().require(before.version());
    ConnectedAccount account = before;
    String nickname = command.nickname();
    if (nickname != null) {
      account = account.withNickname(Nickname.of(nickname));
    }
    if (command.shared() != null) {
      account = account.withOwner(new Owner(account.owner().externalUserId(), command.shared()));
      tellOfLinksThatBreak(before, account);
    }
    if (command.metadata() != null) {
      account = account.withMetadata(command.metadata());
    }
    if (!accounts.updateLabels(account.withTimes(account.times().updatedAt(store.clock().now())))) {
      throw AccountViews.unknown();
    }
  }

  private void tellOfLinksThatBreak(ConnectedAccount before, ConnectedAccount after) {
    store.links().ofAccount(before.workspace(), before.id()).stream()
        .filter(link -> before.owner().serves(link.externalUserId()))
        .filter(link -> !after.owner().serves(link.externalUserId()))
        .forEach(
            link ->
                store.events().add(Event.linkBroken(new EventId(store.ids().get()), after, link)));
  }
}
