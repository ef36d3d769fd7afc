package org.connectedaccounts.application.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.Events;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.Workspaces;
import org.connectedaccounts.application.refresh.GrantedTokens;
import org.connectedaccounts.application.refresh.RefreshPlan;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * Makes an account of a credential, or a new generation of the account that it belongs to: the one
 * to reconnect, or the one of the same user, app and identity.
 */
public final class AccountEnrolment {

  /** Of callers that bring one identity at once, each round lets one through. */
  private static final int TRIES = 64;

  private final ConnectedAccounts accounts;
  private final Store store;
  private final SecretVault vault;
  private final Randomness random;
  private final RefreshPlan plan;
  private final IdentitySharing sharing;

  public AccountEnrolment(
      ConnectedAccounts accounts,
      Store store,
      SecretVault vault,
      Randomness random,
      RefreshPlan plan) {
    this.accounts = accounts;
    this.store = store;
    this.vault = vault;
    this.random = random;
    this.plan = plan;
    this.sharing = new IdentitySharing(accounts, store.workspaces());
  }

  /** What it needs of the store beside accounts. */
  public record Store(
      Events events, Workspaces workspaces, StoreClock clock, UnitOfWork unitOfWork) {}

  /** The account, and whether it is new. */
  public record Enrolled(ConnectedAccount account, boolean created) {}

  /**
   * @param alongside what is to be written in the same unit of work
   */
  public Enrolled enrol(Enrolment enrolment, Consumer<Enrolled> alongside) {
    for (int i = 0; i < TRIES; i++) {
      Plan next = plan(enrolment);
      if (store.unitOfWork().call(() -> write(next, alongside))) {
        return next.outcome();
      }
    }
    throw Refusal.of(
        Code.SESSION_STATE,
        "Too many calls connect this very account at the same time, and this one saved nothing; try"
            + " again.");
  }

  private boolean write(Plan plan, Consumer<Enrolled> alongside) {
    List<AccountId> others = sharing.others(plan.before(), plan.account());
    if (!plan.writeTo(accounts)) {
      return false;
    }
    events(plan, others).forEach(store.events()::add);
    alongside.accept(plan.outcome());
    return true;
  }

  private List<Event> events(Plan plan, List<AccountId> others) {
    ConnectedAccount before = plan.before();
    var type = before == null ? Event.Type.CONNECTED : Event.Type.RECONNECTED;
    var events = new ArrayList<Event>();
    events.add(Event.of(new EventId(random.id()), type, plan.account()));
    if (before != null) {
      Event.scopesChanged(new EventId(random.id()), before, plan.account()).ifPresent(events::add);
    }
    if (!others.isEmpty()) {
      events.add(Event.identityShared(new EventId(random.id()), plan.account(), others));
    }
    return events;
  }

  /**
   * An account as it will be, its credential sealed for just that generation.
   *
   * @param before null: it is new
   */
  private record Plan(
      @Nullable ConnectedAccount before,
      ConnectedAccount account,
      CredentialGeneration credential) {

    boolean writeTo(ConnectedAccounts accounts) {
      return before == null
          ? accounts.add(account, credential)
          : accounts.advance(account, credential);
    }

    Enrolled outcome() {
      return new Enrolled(account, before == null);
    }
  }

  private Plan plan(Enrolment enrolment) {
    Instant now = store.clock().now();
    return existing(enrolment)
        .map(account -> renewal(account, enrolment, now))
        .orElseGet(() -> beginning(enrolment, now));
  }

  private Optional<ConnectedAccount> existing(Enrolment enrolment) {
    AccountId reconnect = enrolment.reconnect();
    Identity identity = enrolment.identity();
    if (reconnect != null) {
      ConnectedAccount account =
          accounts.find(enrolment.workspace(), reconnect).orElseThrow(AccountViews::unknown);
      requireSameIdentity(account, identity);
      requireNotAnother(account, identity);
      return Optional.of(account);
    }
    return identity == null
        ? Optional.empty()
        : accounts.findByIdentity(
            enrolment.workspace(),
            enrolment.origin().definition().slug(),
            enrolment.owner().externalUserId(),
            identity.id());
  }

  /** An account that once told who it is must not silently become somebody else's (C12). */
  private static void requireSameIdentity(ConnectedAccount account, @Nullable Identity identity) {
    Identity before = account.identity();
    if (before != null && (identity == null || !identity.id().equals(before.id()))) {
      throw Refusal.of(
          Code.IDENTITY_MISMATCH,
          "This is another account at the provider than the one to reconnect; sign in there as the"
              + " former one.");
    }
  }

  /** An account that never told who it is must not become one that is there already. */
  private void requireNotAnother(ConnectedAccount account, @Nullable Identity identity) {
    if (account.identity() != null || identity == null) {
      return;
    }
    accounts
        .findByIdentity(
            account.workspace(), account.app(), account.owner().externalUserId(), identity.id())
        .ifPresent(
            _ -> {
              throw Refusal.of(
                  Code.IDENTITY_MISMATCH,
                  "The user has another account with this identity; use that one.");
            });
  }

  private Plan beginning(Enrolment enrolment, Instant now) {
    var account =
        new ConnectedAccount(
            enrolment.workspace(),
            new AccountId(random.id()),
            enrolment.origin(),
            enrolment.owner(),
            enrolment.identity(),
            enrolment.labels().nickname(),
            enrolment.labels().metadata(),
            enrolment.scopes(),
            AccountStatus.active(now),
            1,
            times(Times.createdAt(now), enrolment, now));
    return new Plan(null, account, generation(account, null, enrolment, now));
  }

  private Plan renewal(ConnectedAccount before, Enrolment enrolment, Instant now) {
    var metadata = new LinkedHashMap<>(before.metadata());
    metadata.putAll(enrolment.labels().metadata());
    var account =
        new ConnectedAccount(
            before.workspace(),
            before.id(),
            enrolment.origin(),
            before.owner(),
            enrolment.identity() != null ? enrolment.identity() : before.identity(),
            enrolment.labels().nickname() != null
                ? enrolment.labels().nickname()
                : before.nickname(),
            metadata,
            enrolment.scopes(),
            AccountStatus.active(now),
            before.generation() + 1,
            times(before.times().refreshedAt(now), enrolment, now));
    return new Plan(before, account, generation(account, before.generation(), enrolment, now));
  }

  private Times times(Times times, Enrolment enrolment, Instant now) {
    var scheme = enrolment.method().scheme();
    boolean refreshable =
        enrolment.credential().refreshToken() != null && enrolment.origin().client() != null;
    return plan.afterSuccess(
        times.expiring(enrolment.credential().expiresAt(), GrantedTokens.hardExpiry(scheme, now)),
        now,
        scheme,
        refreshable,
        GrantedTokens.idleDeadline(scheme, now));
  }

  private CredentialGeneration generation(
      ConnectedAccount account, @Nullable Long parent, Enrolment enrolment, Instant now) {
    var place =
        CredentialGeneration.sealedFor(account.workspace(), account.id(), account.generation());
    return new CredentialGeneration(
        account.workspace(),
        account.id(),
        account.generation(),
        parent,
        vault.sealCredential(place, enrolment.credential()),
        account.times().expiresAt(),
        GrantedTokens.idleDeadline(enrolment.method().scheme(), now),
        account.times().willDieAt());
  }
}
