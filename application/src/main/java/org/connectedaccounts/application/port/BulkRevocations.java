package org.connectedaccounts.application.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.revocation.BulkRevocation;
import org.connectedaccounts.domain.revocation.RevocationId;
import org.connectedaccounts.domain.revocation.RevokedAccount;
import org.connectedaccounts.domain.revocation.RevokedAccount.Outcome;
import org.connectedaccounts.domain.revocation.RevokedAccount.Why;
import org.connectedaccounts.domain.revocation.Selection;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Revocations of many accounts, and how far each account is. What does not say so is atomic by
 * itself and needs no unit of work.
 */
public interface BulkRevocations {

  /** One that is to begin. */
  record Wanted(WorkspaceId workspace, RevocationId id, Selection selection, Actor by) {}

  /** How many accounts a selection has. */
  long count(WorkspaceId workspace, Selection selection);

  /**
   * Notes the accounts, as they are once everybody who holds one has let go, and takes them out of
   * use: {@code reauthorization_required} with the reason {@code revoked_by_operator}, never due.
   * An event tells of each that was not so already. Needs a unit of work.
   *
   * @param limit at most so many
   * @return how many there are; one more than the limit if there are more. Then nothing was written
   *     as a rule, and the unit of work must not end well, since some may have come meanwhile
   */
  long start(Wanted wanted, int limit);

  Optional<BulkRevocation> find(WorkspaceId workspace, RevocationId id);

  /** Newest first. */
  Page<BulkRevocation> list(WorkspaceId workspace, PageRequest page);

  /**
   * In the order of the accounts' ids.
   *
   * @param outcome null: all
   */
  Page<RevokedAccount> accounts(
      WorkspaceId workspace, RevocationId id, @Nullable Outcome outcome, PageRequest page);

  /** Accounts of one OAuth client, whose provider they share; null: those without one. */
  record Lane(@Nullable OAuthClientId client) {}

  /**
   * An account whose grant is to be ended.
   *
   * @param generation that it had when it was selected
   * @param attempts so many were in vain
   */
  record Task(
      WorkspaceId workspace,
      RevocationId revocation,
      AccountId account,
      long generation,
      Lane lane,
      int attempts) {}

  /** Lanes with tasks that are due, the longest waiting first, without those that are full. */
  List<Lane> waiting(Set<Lane> full, int limit);

  /**
   * Due tasks, the longest waiting first; given to nobody else for the time of the lease. Not those
   * whose token somebody is refreshing now: it brings one more that wants to be revoked.
   */
  List<Task> take(Lane lane, Duration lease, int limit);

  /**
   * It is tried again after a pause.
   *
   * @param inVain whether it counts as an attempt
   */
  void again(Task task, Why why, Duration pause, boolean inVain);

  /** The credential that the account had when it was selected, if it is still stored. */
  Optional<CredentialGeneration> former(Task task);

  /** Ends it, if nobody else has. Needs a unit of work. */
  void end(Task task, Outcome outcome, Why why);

  /**
   * Forgets all that the account holds, late tokens too, and puts a credential without any in its
   * place, which is the account's next generation. Needs a unit of work that holds the account.
   */
  void empty(ConnectedAccount account, CredentialGeneration emptied);

  /**
   * Ends as failed what has waited in a lane for so long, since its revocation began; nothing if
   * any of the lane was revoked within that time: another replica gets on. Answers how many.
   */
  int giveUp(Lane lane, Why why, Duration hopeless);

  /** Finishes revocations that nothing remains of. */
  void finish();
}
