package org.connectedaccounts.application.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.connectedaccounts.application.account.AccountAccess;
import org.connectedaccounts.application.account.AccountTrouble;
import org.connectedaccounts.application.account.VendedCredential;
import org.connectedaccounts.application.account.Vending;
import org.connectedaccounts.application.account.Vending.Given;
import org.connectedaccounts.application.account.Vending.NotNow;
import org.connectedaccounts.application.account.Vending.Unusable;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.UsageJournal;
import org.connectedaccounts.domain.Refusal.UnavailableAccount;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.workflow.StepLink;
import org.connectedaccounts.domain.workflow.StepRef;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.KeyLimits;
import org.connectedaccounts.domain.workspace.Scope;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** All that a step needs to authenticate, by link name; everything or an error, never a part. */
public final class GetStepAuths {

  private final StepLinks links;
  private final ConnectedAccounts accounts;
  private final Vending vending;
  private final UsageJournal journal;

  public GetStepAuths(
      StepLinks links, ConnectedAccounts accounts, Vending vending, UsageJournal journal) {
    this.links = links;
    this.accounts = accounts;
    this.vending = vending;
    this.journal = journal;
  }

  /**
   * @param externalUserId whose run it is; null: the key acts for its whole workspace
   */
  public record Command(
      Caller caller, StepRef step, @Nullable String externalUserId, @Nullable String purpose) {}

  /**
   * @param credentials by link name
   * @param expiresAt when the first of them ends; null: none does
   */
  public record StepAuths(Map<String, VendedCredential> credentials, @Nullable Instant expiresAt) {}

  public StepAuths handle(Command command) {
    WorkspaceId workspace = command.caller().requireLimitedKey(Scope.CREDENTIALS_READ);
    String user = command.caller().limits().requireUser(command.externalUserId());
    Map<String, StepLink> chosen = StepChoice.of(links.ofStep(workspace, command.step()), user);
    Map<AccountId, WithCredential> found =
        accounts.findWithCredentials(
            workspace, chosen.values().stream().map(StepLink::account).distinct().toList());
    requireReach(command.caller(), found.values());
    var collected = new Collected();
    chosen.forEach(
        (name, link) -> {
          WithCredential account = found.get(link.account());
          if (account != null) {
            collected.take(name, vend(account, user, name, collected));
          }
        });
    Map<String, VendedCredential> credentials = collected.allOrNothing();
    credentials
        .values()
        .forEach(given -> journal.credentialRead(workspace, given.account(), command.purpose()));
    return new StepAuths(credentials, firstEnd(credentials));
  }

  /** A part would be no use to the step. */
  private static void requireReach(Caller caller, Collection<WithCredential> found) {
    var reached = AccountAccess.toVend(caller);
    if (!found.stream().map(WithCredential::account).allMatch(reached)) {
      throw KeyLimits.refused("This key does not reach every account that the step is linked to.");
    }
  }

  /** An account that stopped being shared no longer serves another user's run. */
  private Vending.@Nullable Vend vend(
      WithCredential found, @Nullable String user, String name, Collected collected) {
    ConnectedAccount account = found.account();
    if (user != null && !account.owner().admits(user)) {
      collected.unavailable.add(AccountTrouble.notShared(name, account));
      return null;
    }
    return vending.vend(found, Duration.ZERO);
  }

  private static @Nullable Instant firstEnd(Map<String, VendedCredential> credentials) {
    return credentials.values().stream()
        .map(VendedCredential::expiresAt)
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** What was gathered so far, good and bad. */
  private static final class Collected {

    private final Map<String, VendedCredential> given = new LinkedHashMap<>();
    private final List<UnavailableAccount> unavailable = new ArrayList<>();
    private @Nullable NotNow notNow;

    void take(String name, Vending.@Nullable Vend vend) {
      switch (vend) {
        case Given(var credential) -> given.put(name, credential);
        case Unusable(var account) -> unavailable.add(AccountTrouble.of(name, account));
        case NotNow later -> notNow = later;
        case null -> {
          // Refused before it was asked, and noted as unavailable.
        }
      }
    }

    /** What only a person can mend is told before what will pass. */
    Map<String, VendedCredential> allOrNothing() {
      if (!unavailable.isEmpty()) {
        throw AccountTrouble.unavailable(unavailable);
      }
      if (notNow != null) {
        throw AccountTrouble.notNow(notNow);
      }
      return given;
    }
  }
}
