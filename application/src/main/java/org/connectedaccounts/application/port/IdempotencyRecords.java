package org.connectedaccounts.application.port;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.credential.SealedFor;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** What was answered to a POST with an {@code Idempotency-Key}, kept for a day. */
public interface IdempotencyRecords {

  /** Longer than any request runs; a key whose request never ended is free again after it. */
  Duration LONGEST_RUN = Duration.ofMinutes(2);

  /**
   * @param scope who asked: each caller has keys of its own
   */
  record Key(WorkspaceId workspace, String scope, String key) {

    /** Where the answer is sealed for: it may hold an API key or a session token. */
    public SealedFor sealedFor() {
      byte[] name = (scope + ' ' + key).getBytes(StandardCharsets.UTF_8);
      UUID owner = UUID.nameUUIDFromBytes(name);
      return new SealedFor(workspace, "idempotency_record", owner, 0, "body");
    }
  }

  /**
   * @param fingerprint of the request, to notice a key that is used for another one
   * @param status HTTP status of the answer; null while the first request still runs
   */
  record Entry(String fingerprint, @Nullable Integer status, @Nullable Sealed body) {}

  /**
   * Takes the key for this request; what is there already, if it was taken in the last 24 hours,
   * and was answered or is not older than {@link #LONGEST_RUN}.
   */
  Optional<Entry> begin(Key key, String fingerprint);

  /** Since when the request runs that holds the key. Empty if none does. */
  Optional<Duration> runningFor(Key key);

  /** Keeps the answer; does nothing if the key was given up. */
  void finish(Key key, int status, Sealed body);

  /** Forgets a key whose request failed, so that it can be tried again. */
  void abandon(Key key);

  /** Of all workspaces, at most so many; answers how many. */
  int removeExpired(int limit);
}
