package org.connectedaccounts.application.port;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Connect sessions and their attempts. Single use is decided here, by the store's clock, in one
 * statement each.
 */
public interface ConnectSessions {

  /**
   * A session and the store's time of the read.
   *
   * @param opened whether the ticket of its link was taken
   */
  record Found(ConnectSession session, Instant now, boolean opened) {}

  /** Who holds a session token. */
  record Holder(WorkspaceId workspace, UUID session) {}

  /**
   * How a session is reached, as fingerprints.
   *
   * @param token of the bearer token for the API; null: by its link alone
   * @param ticket of the ticket in its link
   */
  record Ways(@Nullable String token, String ticket) {}

  void add(ConnectSession session, Ways ways);

  Optional<Found> find(WorkspaceId workspace, SessionId id);

  /** Of whatever workspace: a browser that comes with a link knows nothing else. */
  Optional<Found> find(SessionId id);

  /** Of whatever workspace. Empty once the session is expired. */
  Optional<Holder> findByToken(String tokenFingerprint);

  /**
   * Takes the ticket for a page token; true for one caller only, and only while the session is
   * unexpired.
   */
  boolean redeem(ConnectSession session, String ticketFingerprint, String pageFingerprint);

  /** Of whatever workspace. Empty once the session is expired. */
  Optional<Holder> findByPage(String pageFingerprint);

  /**
   * Writes the progress if the stored session still has that of {@code from}; false if another call
   * was faster.
   */
  boolean advance(ConnectSession from, ConnectSession to);

  void addAttempt(AuthorizationAttempt attempt);

  Optional<AuthorizationAttempt> findAttempt(WorkspaceId workspace, AttemptId id);

  /**
   * Of whatever workspace: the browser knows nothing else. Empty if unknown or consumed; an expired
   * one is there as long as its session, so that the browser can be sent back.
   */
  Optional<AuthorizationAttempt> findAttemptByState(String context, String stateHash);

  /** True for one caller only, and only while the attempt is unexpired. */
  boolean consumeState(AuthorizationAttempt attempt);

  /** Writes code, credential, scopes and end of an attempt. */
  void updateAttempt(AuthorizationAttempt attempt);

  /** Gives the attempt its one-use handle. */
  void issueHandle(AuthorizationAttempt attempt, String handleFingerprint, Instant until);

  /** True for one caller only: the handle is the attempt's, unused, and alive. */
  boolean takeHandle(WorkspaceId workspace, AttemptId attempt, String handleFingerprint);

  /** Makes a taken handle usable again, since nothing happened with it. */
  void returnHandle(WorkspaceId workspace, AttemptId attempt);

  /** Destroys an attempt with all that it keeps sealed. */
  void removeAttempt(WorkspaceId workspace, AttemptId attempt);

  /** Destroys all sessions of the user and their attempts, however far they have come. */
  void removeOf(WorkspaceId workspace, String externalUserId);

  /**
   * Destroys all that expired attempts keep sealed, and whose it is, of at most so many; returns of
   * how many.
   */
  int destroyExpired(int limit);

  /**
   * Removes sessions that ended so long ago, with their attempts, at most so many; returns how many
   * went.
   */
  int removeExpired(Duration ago, int limit);
}
