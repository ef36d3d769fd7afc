package org.connectedaccounts.credentials;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fresh credentials of connected accounts. One for the whole program: it keeps what it was given,
 * asks once however many threads want the same account, and is safe for all of them, virtual ones
 * too.
 *
 * <p>A credential is given out until its end less a margin, one without an end (a key) for a
 * minute; {@link CredentialsBuilder} changes both. If the service does not answer then, what is
 * still alive is given out, a key for ten minutes. A refusal (removed, dead grant, wrong key) ends
 * that at once, and no failure is kept but a pause that the service asked for, of half a minute at
 * most.
 */
public final class Credentials {

  private static final Pattern ACCOUNT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final int LONGEST_PURPOSE = 200;

  private final Slots slots;
  private final Vending vending;
  private final @Nullable String purpose;

  Credentials(Slots slots, Vending vending, @Nullable String purpose) {
    this.slots = slots;
    this.vending = vending;
    this.purpose = purpose;
  }

  /**
   * Begins with where the service is.
   *
   * @throws IllegalArgumentException if that is no http or https URL, or has a query
   */
  public static CredentialsBuilder at(URI service) {
    return new CredentialsBuilder(service);
  }

  /**
   * A credential that works, as far as is known. Waits if the service has to be asked.
   *
   * @throws CredentialException if there is none
   * @throws IllegalArgumentException if this cannot be the id of an account
   */
  public Credential get(String accountId) {
    try {
      return ask(accountId).get();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw CredentialException.unanswered(accountId, "interrupted", 0, interrupted);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof CredentialException why) {
        throw why.again();
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  /**
   * As {@link #get}, without waiting.
   *
   * @return fails with a {@link CredentialException}, which stages that follow find in a {@code
   *     CompletionException}. They run on a thread of the HTTP client: they must not wait
   * @throws IllegalArgumentException if this cannot be the id of an account
   */
  public CompletableFuture<Credential> ask(String accountId) {
    return slots.of(checked(accountId)).ask(rejected -> vending.vend(accountId, rejected, purpose));
  }

  /**
   * The app answered 401 to it. The next call of {@link #get} has the service replace it, once for
   * all who say so of this version. What was replaced meanwhile stays; and ten seconds after a
   * replacement nothing is replaced again, since an app that refuses that one as well has another
   * reason. Does not wait.
   */
  public void rejected(Credential credential) {
    slots.of(credential.accountId()).reject(credential.version());
  }

  /** Forgets an account: its removal was told by an event, say. */
  public void forget(String accountId) {
    slots.remove(checked(accountId));
  }

  /**
   * The same, naming for the audit what credentials are for, such as the id of a run. The service
   * hears of it when it is asked, not when a kept credential is given out.
   *
   * @throws IllegalArgumentException if it is longer than 200 characters, empty, or not for a
   *     header
   */
  public Credentials forPurpose(String what) {
    if (what.length() > LONGEST_PURPOSE || !HeaderText.isSendable(what)) {
      throw new IllegalArgumentException("a purpose has 1 to 200 visible ASCII characters");
    }
    return new Credentials(slots, vending, what);
  }

  /** It becomes a part of a path. Not repeated: it may be a secret in the wrong place. */
  private static String checked(String accountId) {
    if (!ACCOUNT_ID.matcher(accountId).matches()) {
      throw new IllegalArgumentException("this is no id of an account");
    }
    return accountId;
  }
}
