package org.connectedaccounts.application.revocation;

import java.time.Duration;
import java.util.Optional;
import org.connectedaccounts.application.port.AuthorizationServer.RevocationAnswer;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.BulkRevocations.Task;
import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.SecretVault.Unopenable;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.refresh.GrantRevocation;
import org.connectedaccounts.application.refresh.GrantRevocation.Revocation;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Reason;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.jspecify.annotations.Nullable;

/**
 * Ends the grant of one account at its provider, and forgets here what is of no use any more. What
 * another revocation may still end is kept.
 */
public final class AccountRevoking {

  private final BulkRevocations revocations;
  private final ConnectedAccounts accounts;
  private final GrantRevocation grants;
  private final SecretVault vault;
  private final UnitOfWork unitOfWork;

  public AccountRevoking(
      BulkRevocations revocations,
      ConnectedAccounts accounts,
      GrantRevocation grants,
      SecretVault vault,
      UnitOfWork unitOfWork) {
    this.revocations = revocations;
    this.accounts = accounts;
    this.grants = grants;
    this.vault = vault;
    this.unitOfWork = unitOfWork;
  }

  /** What a try says of the provider. */
  sealed interface Said {}

  /** It was answered for good, or not asked. */
  record Settled() implements Said {}

  record Throttled(Why why, Duration pause) implements Said {}

  record Unavailable(Why why) implements Said {}

  /**
   * What follows from an answer.
   *
   * @param forgets whether what is stored is of no use any more
   */
  private record Verdict(Outcome outcome, Why why, boolean forgets) {}

  Said work(Task task) {
    while (true) {
      Optional<WithCredential> found =
          accounts.findWithCredential(task.workspace(), task.account());
      if (found.isEmpty()) {
        return end(task, Outcome.NOT_REVOCABLE, Why.of(Reason.REMOVED));
      }
      if (!found.get().account().status().isTakenOutOfUse() || isAnother(task, found.get())) {
        return endFormer(task, found.get());
      }
      Optional<Said> said = revoke(task, found.get());
      if (said.isPresent()) {
        return said.get();
      }
      // A refresh that was under way brought another token, or another revocation was faster.
    }
  }

  /**
   * Whether the user had connected anew before another revocation took the account out of use once
   * more: that one ends what it holds now. Nothing else but emptying moves an account that is out
   * of use.
   */
  private boolean isAnother(Task task, WithCredential found) {
    CredentialGeneration now = found.credential();
    if (now.generation() == task.generation()) {
      return false;
    }
    boolean emptied = now.parent() != null && now.parent() == task.generation() && isEmpty(now);
    return !emptied;
  }

  private boolean isEmpty(CredentialGeneration generation) {
    try {
      return vault
          .openCredential(generation.sealedFor(), generation.sealed())
          .equals(Credential.EMPTY);
    } catch (Unopenable _) {
      return false;
    }
  }

  private Settled end(Task task, Outcome outcome, Why why) {
    unitOfWork.run(() -> revocations.end(task, outcome, why));
    return new Settled();
  }

  /** The user has connected anew: the new grant stays, and what was stolen ends if it can alone. */
  private Said endFormer(Task task, WithCredential renewed) {
    Optional<Revocation> asked =
        revocations.former(task).flatMap(former -> revokeFormer(task, renewed, former));
    boolean revoked =
        asked.filter(it -> it.outcome() == GrantRevocation.Outcome.REVOKED).isPresent();
    return asked
        .flatMap(it -> later(task, it.failure()))
        .orElseGet(
            () ->
                revoked
                    ? end(task, Outcome.REVOKED, Why.NOTHING)
                    : end(task, Outcome.NOT_REVOCABLE, Why.of(Reason.RECONNECTED)));
  }

  private Optional<Revocation> revokeFormer(
      Task task, WithCredential renewed, CredentialGeneration former) {
    OAuthClientId madeWith = task.lane().client();
    return madeWith == null ? Optional.empty() : grants.revokeFormer(renewed, former, madeWith);
  }

  /** Empty if the account is not as it was seen any more. */
  private Optional<Said> revoke(Task task, WithCredential found) {
    Revocation revocation = grants.revoke(found);
    if (revocation.failure() != null && grants.isRenewed(found.account())) {
      return Optional.empty();
    }
    return later(task, revocation.failure())
        .or(
            () ->
                conclude(task, found.account(), revocation, verdict(found.account(), revocation)));
  }

  /** Empty where trying again would change nothing, or was tried often enough. */
  private Optional<Said> later(Task task, @Nullable RevocationAnswer failure) {
    if (failure == null) {
      return Optional.empty();
    }
    return switch (failure.revoked()) {
      case THROTTLED -> Optional.of(throttled(task, failure));
      case UNAVAILABLE ->
          RetryPlan.after(task.attempts()).map(pause -> unavailable(task, failure, pause));
      case YES, NOT_SUPPORTED, REFUSED, DESTINATION_REFUSED -> Optional.empty();
    };
  }

  private Said throttled(Task task, RevocationAnswer failure) {
    Duration pause = RetryPlan.pause(failure.pause());
    Why why = why(Reason.THROTTLED, failure);
    revocations.again(task, why, pause, false);
    return new Throttled(why, pause);
  }

  private Said unavailable(Task task, RevocationAnswer failure, Duration pause) {
    Why why = why(Reason.PROVIDER_UNAVAILABLE, failure);
    revocations.again(task, why, pause, true);
    return new Unavailable(why);
  }

  private static Why why(Reason reason, RevocationAnswer failure) {
    return new Why(reason, failure.status(), failure.error());
  }

  private static Verdict verdict(ConnectedAccount account, Revocation revocation) {
    return switch (revocation.outcome()) {
      case REVOKED -> new Verdict(Outcome.REVOKED, Why.NOTHING, true);
      case NOT_SUPPORTED ->
          new Verdict(Outcome.NOT_REVOCABLE, Why.of(Reason.NO_REVOCATION_ENDPOINT), true);
      case NOTHING_TO_REVOKE ->
          account.origin().client() == null
              ? new Verdict(Outcome.NOT_REVOCABLE, Why.of(Reason.TYPED_KEY), true)
              // An earlier revocation has left nothing of it.
              : new Verdict(Outcome.REVOKED, Why.NOTHING, false);
      case SKIPPED_SHARED_GRANT ->
          new Verdict(Outcome.NOT_REVOCABLE, Why.of(Reason.GRANT_SHARED), false);
      case FAILED -> new Verdict(Outcome.FAILED, failed(revocation.failure()), false);
    };
  }

  private static Why failed(@Nullable RevocationAnswer failure) {
    if (failure == null) {
      return Why.of(Reason.TOKEN_UNREADABLE);
    }
    return switch (failure.revoked()) {
      case DESTINATION_REFUSED -> Why.of(Reason.DESTINATION_REFUSED);
      case UNAVAILABLE -> why(Reason.PROVIDER_UNAVAILABLE, failure);
      case THROTTLED -> why(Reason.THROTTLED, failure);
      case YES, NOT_SUPPORTED, REFUSED -> why(Reason.REFUSED, failure);
    };
  }

  private Optional<Said> conclude(
      Task task, ConnectedAccount seen, Revocation revocation, Verdict verdict) {
    CredentialGeneration emptied = verdict.forgets() ? emptied(seen) : null;
    boolean concluded =
        unitOfWork.call(
            () -> {
              if (!isAsSeen(seen, revocation)) {
                return false;
              }
              if (emptied != null) {
                revocations.empty(seen, emptied);
              }
              revocations.end(task, verdict.outcome(), verdict.why());
              return true;
            });
    return concluded ? Optional.of(new Settled()) : Optional.empty();
  }

  /** Held from now on, so that no late token comes that nobody revokes. */
  private boolean isAsSeen(ConnectedAccount seen, Revocation revocation) {
    return accounts.hold(seen.workspace(), seen.id())
        && accounts
            .find(seen.workspace(), seen.id())
            .filter(now -> now.generation() == seen.generation())
            .filter(now -> now.status().isTakenOutOfUse())
            .isPresent()
        && !grants.isOvertaken(seen, revocation);
  }

  private CredentialGeneration emptied(ConnectedAccount account) {
    long next = account.generation() + 1;
    var place = CredentialGeneration.sealedFor(account.workspace(), account.id(), next);
    return new CredentialGeneration(
        account.workspace(),
        account.id(),
        next,
        account.generation(),
        vault.sealCredential(place, Credential.EMPTY),
        null,
        null,
        null);
  }
}
