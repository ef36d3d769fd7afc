package org.connectedaccounts.application.account;

import java.time.Duration;
import java.util.List;
import org.connectedaccounts.application.port.CredentialPlace;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.OutsideSecrets;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.UnsettledCredentials;
import org.connectedaccounts.application.port.UnsettledCredentials.Removed;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;

/**
 * Brings credentials to where the settings keep them. What was just committed is sealed in the
 * store and usable at once, so nothing is lost or waits while the place outside is away.
 */
public final class SettleCredentials {

  private static final int BATCH = 10;

  /**
   * Longer than a batch takes, unless the place outside is slow: then two may do it, and one wins.
   */
  private static final Duration LEASE = Duration.ofSeconds(60);

  /** What does not open may be well in a moment: a wrong setting, a key that is restored. */
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);

  /** An alarm is raised each time; and nobody wants to wait longer once the cause is gone. */
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  /** Longer than a write may take that somebody began before the account was removed. */
  private static final Duration LAST_WRITE = Duration.ofSeconds(10);

  private final UnsettledCredentials credentials;
  private final CredentialPlace place;
  private final OutsideSecrets outside;

  public SettleCredentials(
      UnsettledCredentials credentials, CredentialPlace place, OutsideSecrets outside) {
    this.credentials = credentials;
    this.place = place;
    this.outside = outside;
  }

  /**
   * @throws KeyEncryptionKeys.Unreachable if the place outside is away; to be called again
   */
  public void handle() {
    if (!outside.isThere()) {
      return;
    }
    List<CredentialGeneration> some = take();
    while (!some.isEmpty()) {
      settle(some);
      some = take();
    }
    removeWhatIsLeft();
  }

  private void settle(List<CredentialGeneration> taken) {
    for (int i = 0; i < taken.size(); i++) {
      try {
        settle(taken.get(i));
      } catch (KeyEncryptionKeys.Unreachable away) {
        // Given back, so that they are tried again as soon as it answers.
        taken.subList(i, taken.size()).forEach(credentials::giveBack);
        throw away;
      }
    }
  }

  private List<CredentialGeneration> take() {
    return credentials.take(place.unsettled(), LEASE, BATCH);
  }

  private void settle(CredentialGeneration taken) {
    SealedCredential settled;
    try {
      settled = place.settle(taken.sealedFor(), taken.sealed());
    } catch (SecretVault.Unopenable | KeyEncryptionKeys.Lost _) {
      // The alarm was raised; the others go on.
      credentials.postpone(taken, FIRST_PAUSE, LONGEST_PAUSE);
      return;
    }
    if (!settled.equals(taken.sealed())) {
      credentials.replace(taken, settled);
    }
  }

  private void removeWhatIsLeft() {
    List<Removed> some = credentials.removed(LAST_WRITE, BATCH);
    while (!some.isEmpty()) {
      some.forEach(this::remove);
      some = credentials.removed(LAST_WRITE, BATCH);
    }
  }

  private void remove(Removed account) {
    SealedFor any = CredentialGeneration.sealedFor(account.workspace(), account.account(), 0);
    outside.remove(SealedCredential.authsOf(any));
    outside.remove(SealedCredential.refreshOf(any));
    credentials.forget(account);
  }
}
