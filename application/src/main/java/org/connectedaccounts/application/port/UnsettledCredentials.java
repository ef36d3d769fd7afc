package org.connectedaccounts.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedForm;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * Credentials that are not where the settings keep them, and accounts that were removed and have
 * left something outside of the store. Each call is atomic by itself and needs no unit of work.
 */
public interface UnsettledCredentials {

  /**
   * An account that is no more, whose values outside of the store are to be destroyed.
   *
   * @param at when that was last found
   */
  record Removed(WorkspaceId workspace, AccountId account, Instant at) {}

  /**
   * Notes where values are kept outside of the store, unless some are at another place, those of
   * removed accounts included. Of a place that was noted without its mount, this is the mount.
   *
   * @return the one that is noted now
   */
  OutsideSecrets.Place keptAt(OutsideSecrets.Place place);

  /** Where the values are that a credential refers to; empty where none does. */
  Optional<OutsideSecrets.Place> keptAt();

  /**
   * Credentials of a form other than {@link SealedForm#VALUE}. They are given to nobody else for
   * the time of the lease.
   */
  List<CredentialGeneration> take(SealedForm form, Duration lease, int limit);

  /**
   * Puts what was settled in the place of what was taken. False, and nothing is written, if that
   * was changed meanwhile or is gone; where the account is gone, it is {@link #removed} (again).
   */
  boolean replace(CredentialGeneration taken, SealedCredential settled);

  /**
   * What was taken is given to whoever asks next. Where its account is gone, it is {@link #removed}
   * (again).
   */
  void giveBack(CredentialGeneration taken);

  /**
   * What was taken could not be settled, and is given to nobody for a while: for {@code first}, and
   * after each more time in a row twice as long, up to {@code atMost}. Where its account is gone,
   * it is {@link #removed} (again).
   */
  void postpone(CredentialGeneration taken, Duration first, Duration atMost);

  /** Accounts that were removed that long ago. */
  List<Removed> removed(Duration age, int limit);

  /** Nothing of it is left outside, unless it was found again meanwhile. */
  void forget(Removed account);
}
