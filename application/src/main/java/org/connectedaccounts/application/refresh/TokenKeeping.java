package org.connectedaccounts.application.refresh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.AuthorizationServer.Issued;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Commit;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Times;
import org.connectedaccounts.domain.app.AuthScheme;
import org.connectedaccounts.domain.app.OAuth2;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;

/**
 * Keeps what a provider gave. A fresh refresh token may be the only one that works, so it is tried
 * for as long as this process lives, and is never put over a newer generation.
 */
public final class TokenKeeping {

  /** What is done between two tries to keep a fresh token. */
  @FunctionalInterface
  public interface Patience {

    /**
     * @param tries how many failed so far, at least one
     */
    void await(int tries, RuntimeException failure);
  }

  private final RefreshAttempts attempts;
  private final ConnectedAccounts accounts;
  private final SecretVault vault;
  private final RefreshPlan plan;
  private final Supplier<UUID> ids;
  private final Patience patience;

  public TokenKeeping(
      RefreshAttempts attempts,
      ConnectedAccounts accounts,
      SecretVault vault,
      RefreshPlan plan,
      Supplier<UUID> ids,
      Patience patience) {
    this.attempts = attempts;
    this.accounts = accounts;
    this.vault = vault;
    this.plan = plan;
    this.ids = ids;
    this.patience = patience;
  }

  /** What became of the tokens. */
  sealed interface Kept {}

  record Current(WithCredential current) implements Kept {}

  /** Somebody else made a newer generation; they are kept beside it. */
  record TooLate() implements Kept {}

  /** The account was removed or revoked while the provider was busy: nobody will ever use them. */
  record Orphaned(Credential credential) implements Kept {}

  /**
   * @param base what the tokens are put on top of
   */
  Kept keep(Asked asked, Credential base, Issued issued) {
    for (int tries = 1; ; tries++) {
      try {
        return tryToKeep(asked, base, issued);
      } catch (RuntimeException e) {
        if (isGone(asked.account(), e)) {
          return new Orphaned(GrantedTokens.refreshed(base, issued, asked.since()));
        }
        patience.await(tries, e);
      }
    }
  }

  /** Whether nothing can be sealed since a workspace took its key with it, and not for a while. */
  private boolean isGone(ConnectedAccount account, RuntimeException failure) {
    if (failure instanceof KeyEncryptionKeys.Unreachable) {
      return false;
    }
    try {
      return accounts.findWithCredential(account.workspace(), account.id()).isEmpty();
    } catch (RuntimeException _) {
      return false;
    }
  }

  private Kept tryToKeep(Asked asked, Credential base, Issued issued) {
    Credential next = GrantedTokens.refreshed(base, issued, asked.since());
    ConnectedAccount after = after(asked, next, issued);
    CredentialGeneration child = child(asked, after, next);
    if (attempts.commit(
        new Commit(asked.attempt(), after, child, events(asked.account(), after)))) {
      return new Current(new WithCredential(after, child, asked.now()));
    }
    var spare = vault.sealCredential(asked.attempt().spareSealedFor(), next);
    return attempts.keepSpare(asked.attempt(), spare) ? new TooLate() : new Orphaned(next);
  }

  private List<Event> events(ConnectedAccount before, ConnectedAccount after) {
    var events = new ArrayList<Event>();
    events.add(Event.of(new EventId(ids.get()), Event.Type.REFRESHED, after));
    events.add(Event.of(new EventId(ids.get()), Event.Type.RECOVERED, after));
    Event.scopesChanged(new EventId(ids.get()), before, after).ifPresent(events::add);
    return events;
  }

  private ConnectedAccount after(Asked asked, Credential next, Issued issued) {
    ConnectedAccount before = asked.account();
    List<String> told = issued.scopes();
    Instant now = asked.now();
    var scheme = asked.refresh().method().scheme();
    Times times =
        before
            .times()
            .refreshedAt(now)
            .expiring(GrantedTokens.expiry(next, issued), before.times().willDieAt());
    boolean refreshable = next.refreshToken() != null && before.origin().client() != null;
    return before
        .withGeneration(before.generation() + 1)
        .withScopes(
            told == null
                ? before.scopes()
                : new GrantedScopes(
                    before.scopes().requested(), granted(scheme, before.scopes().granted(), told)))
        .withStatus(
            before.status().state() == AccountStatus.State.ACTIVE
                ? before.status()
                : AccountStatus.active(now))
        .withTimes(
            plan.afterSuccess(
                times, now, scheme, refreshable, GrantedTokens.idleDeadline(scheme, now)));
  }

  private static List<String> granted(AuthScheme scheme, List<String> before, List<String> told) {
    return scheme instanceof OAuth2 oauth ? oauth.consent().scopes().refreshed(before, told) : told;
  }

  private CredentialGeneration child(Asked asked, ConnectedAccount after, Credential next) {
    var place = CredentialGeneration.sealedFor(after.workspace(), after.id(), after.generation());
    return new CredentialGeneration(
        after.workspace(),
        after.id(),
        after.generation(),
        asked.account().generation(),
        vault.sealCredential(place, next),
        after.times().expiresAt(),
        GrantedTokens.idleDeadline(asked.refresh().method().scheme(), asked.now()),
        asked.refresh().found().credential().refreshHardExpiry());
  }
}
