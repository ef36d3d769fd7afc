package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.refresh.Result.Later;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/**
 * The door to refreshes: however many ask for a generation, one run is under way in this process,
 * and who runs out of patience leaves it to its end.
 */
public final class CredentialRefresh {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final RefreshRun run;
  private final RefreshTimings timings;
  private final Executor executor;
  private final Warnings warnings;
  private final Map<Key, CompletableFuture<Result>> running = new ConcurrentHashMap<>();

  public CredentialRefresh(
      RefreshRun run, RefreshTimings timings, Executor executor, Warnings warnings) {
    this.run = run;
    this.timings = timings;
    this.executor = executor;
    this.warnings = warnings;
  }

  private record Key(WorkspaceId workspace, AccountId account, long generation) {}

  /**
   * @param worthWaiting whether the present token will not do; otherwise a new one is not waited
   *     for long while that one lives
   */
  public Result refresh(WithCredential found, boolean worthWaiting) {
    Duration patience = timings.patience(!worthWaiting && Freshness.isAlive(found));
    try {
      return begin(found).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return new Later(Reason.PROVIDER_DOWN, SOON);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Later(Reason.PROVIDER_DOWN, SOON);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof KeyEncryptionKeys.Unreachable away) {
        throw away;
      }
      throw new IllegalStateException("the refresh that this call waited for failed", e.getCause());
    }
  }

  /** Without waiting. An account whose provider is left alone is not even begun. */
  CompletableFuture<Result> begin(WithCredential found) {
    ConnectedAccount account = found.account();
    if (account.times().rests(found.now())) {
      return CompletableFuture.completedFuture(resting(found));
    }
    var key = new Key(account.workspace(), account.id(), account.generation());
    var mine = new CompletableFuture<Result>();
    CompletableFuture<Result> first = running.putIfAbsent(key, mine);
    if (first != null) {
      return first;
    }
    executor.execute(() -> complete(key, mine, found));
    return mine;
  }

  private void complete(Key key, CompletableFuture<Result> mine, WithCredential found) {
    try {
      Result result = run.run(found);
      // First, or who comes next would be given a result that may be over by then.
      running.remove(key, mine);
      mine.complete(result);
    } catch (RuntimeException | Error e) {
      running.remove(key, mine);
      tell(found.account(), e);
      mine.completeExceptionally(e);
    }
  }

  /** Nobody may be waiting for it, and it would fail again and again without a word. */
  private void tell(ConnectedAccount account, Throwable failure) {
    if (!(failure instanceof Refusal) && !(failure instanceof KeyEncryptionKeys.Unreachable)) {
      warnings.warn(account, "its refresh failed", failure);
    }
  }

  private static Result resting(WithCredential found) {
    var until = Objects.requireNonNull(found.account().times().upkeep().notBefore());
    return new Later(
        Objects.requireNonNullElse(found.account().status().reason(), Reason.PROVIDER_DOWN),
        Duration.between(found.now(), until));
  }
}
