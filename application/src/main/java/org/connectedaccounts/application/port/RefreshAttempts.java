package org.connectedaccounts.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.SealedCredential;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * The durable side of a refresh: who is about to spend the refresh token of which generation, and
 * what became of it. Each call is atomic by itself, needs no unit of work, and goes by the store's
 * clock.
 */
public interface RefreshAttempts {

  /**
   * The intent to spend the refresh token of one generation.
   *
   * @param parent the generation whose token it is
   * @param client null where the account brings its own
   */
  record Attempt(
      WorkspaceId workspace,
      AccountId account,
      UUID id,
      long parent,
      @Nullable OAuthClientId client) {

    /** Where a late answer of it is sealed for. */
    public SealedFor spareSealedFor() {
      return spareSealedFor(workspace, id, parent);
    }

    public static SealedFor spareSealedFor(WorkspaceId workspace, UUID attempt, long parent) {
      return new SealedFor(workspace, "spare", attempt, parent, "credential");
    }
  }

  /**
   * How long an attempt may be silent.
   *
   * @param duration until others may take a claimed attempt over, unless it is extended
   * @param afterSent until others may take over one that was sent, counted from its start
   */
  record Lease(Duration duration, Duration afterSent) {}

  /** Whether an attempt may begin. */
  sealed interface Claim {}

  /**
   * It may.
   *
   * @param unknownBefore how many attempts on this generation ended without anybody knowing how
   * @param afterPause whether it is the first one that is let through
   * @param now the store's time
   */
  record Claimed(int unknownBefore, boolean afterPause, Instant now) implements Claim {}

  /**
   * Another attempt is open.
   *
   * @param left how long it may be at most until it ends or is taken over
   * @param silent whether its holder let the lease lapse after it sent the request
   */
  record Held(Duration left, boolean silent) implements Claim {}

  /** The client's token endpoint is left alone. */
  record Paused(Reason reason, Duration left) implements Claim {}

  /** The account rests, is dead or gone, or has a newer generation: to be read again. */
  record Moved() implements Claim {}

  /**
   * Opens the attempt, if the account is of its parent generation, usable and not at rest, nobody
   * else has one open, and the client is not paused. After a pause one caller is let through, and
   * the others for ten seconds not. Open attempts whose time is over are closed on the way.
   */
  Claim claim(Attempt attempt, Lease lease);

  /** Just before the first byte. False if the attempt was taken over: then nothing may be sent. */
  boolean markSent(Attempt attempt, Lease lease);

  /** Extends the lease of those that are still open. */
  void extend(Collection<Attempt> attempts, Lease lease);

  /**
   * Those whose account has a newer generation, cannot be used, or is not held by anybody any more.
   */
  Set<Attempt> over(Collection<Attempt> attempts);

  /**
   * What a refresh made.
   *
   * @param after the account; what people change stays as it is stored
   * @param events told in this order; of a recovery only if the account was not active
   */
  record Commit(
      Attempt attempt, ConnectedAccount after, CredentialGeneration child, List<Event> events) {
    public Commit {
      events = List.copyOf(events);
    }
  }

  /**
   * Adds the generation and ends the attempt, whoever may have closed it, if the account is still
   * of the parent generation and was not {@linkplain AccountStatus#isTakenOutOfUse taken out of
   * use}; forgets spares and what is older than the parent. Otherwise changes nothing and answers
   * false.
   */
  boolean commit(Commit commit);

  /**
   * Keeps an answer that came too late to be the current one, unless it was committed and the store
   * could not say so. False if the account is gone, or was taken out of use and holds nothing any
   * more.
   */
  boolean keepSpare(Attempt attempt, SealedCredential spare);

  /** An answer that came too late. */
  record Spare(SealedFor sealedFor, SealedCredential sealed) {}

  /** Newest first. */
  List<Spare> spares(WorkspaceId workspace, AccountId account);

  /**
   * How an attempt ended without a token. Where there is a newer one by now, what is unknown is
   * settled by it.
   */
  enum End {
    /** The provider said no, or not now. */
    REJECTED,
    /** Nothing was sent. */
    ABANDONED,
    /** It was sent, and the outcome is not known. */
    UNKNOWN,
    /** It was sent, and the token is spent for nothing. */
    LOST
  }

  /** The outcome that counts in {@link EndpointPauses#tally}: the grant was called dead. */
  String GRANT_REFUSED = "grant_refused";

  /** The outcome that counts there as well: our client was not taken. */
  String CLIENT_REFUSED = "client_refused";

  /**
   * Lets the refusal count before anybody decides what it is worth. The attempt stays open, so that
   * nobody asks the provider meanwhile.
   */
  void noteRefusal(Attempt attempt);

  /**
   * @param outcome a word for it
   * @param oauthError the RFC 6749 error, if the provider named one
   */
  record Ending(
      End end, String outcome, @Nullable Integer httpStatus, @Nullable String oauthError) {}

  /**
   * What it means for the account.
   *
   * @param event null where nobody needs to be told
   */
  record Standing(AccountStatus status, Upkeep upkeep, @Nullable Event event) {}

  /**
   * Ends the attempt, unless it has an end that is known. The standing is written if the account is
   * usable and still of the parent generation; false otherwise, since an error says nothing of a
   * newer token. Nor is a refused grant called dead while an incident of its client goes on.
   */
  boolean end(Attempt attempt, Ending ending, @Nullable Standing standing);

  /**
   * Destroys ended attempts that are older, and spares if the token that they were kept beside has
   * brought a newer one since: until then nobody knows which of them works. Answers how many
   * attempts, at most {@code limit}.
   */
  int removeOld(Duration age, int limit);
}
