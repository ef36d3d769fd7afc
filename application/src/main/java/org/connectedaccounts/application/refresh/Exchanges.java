package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.connectedaccounts.application.port.AuthorizationServer;
import org.connectedaccounts.application.port.AuthorizationServer.Endpoint;
import org.connectedaccounts.application.port.AuthorizationServer.Sending;
import org.connectedaccounts.application.port.AuthorizationServer.TokenAnswer;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.KeyEncryptionKeys;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.Attempt;
import org.connectedaccounts.application.port.RefreshAttempts.Claimed;
import org.connectedaccounts.application.port.RefreshAttempts.End;
import org.connectedaccounts.application.port.RefreshAttempts.Ending;
import org.connectedaccounts.application.port.RefreshAttempts.Spare;
import org.connectedaccounts.application.port.SecretVault;
import org.connectedaccounts.application.port.SecretVault.Unopenable;
import org.connectedaccounts.application.refresh.GrantRevocation.Outcome;
import org.connectedaccounts.application.refresh.Result.Later;
import org.connectedaccounts.application.refresh.Result.Refreshed;
import org.connectedaccounts.application.refresh.TokenKeeping.Current;
import org.connectedaccounts.application.refresh.TokenKeeping.Orphaned;
import org.connectedaccounts.application.refresh.TokenKeeping.TooLate;
import org.connectedaccounts.application.refresh.Verdict.ClientRefused;
import org.connectedaccounts.application.refresh.Verdict.GrantRefused;
import org.connectedaccounts.application.refresh.Verdict.Granted;
import org.connectedaccounts.application.refresh.Verdict.Throttling;
import org.connectedaccounts.application.refresh.Verdict.Transient;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.app.TypedGrant;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.credential.Credential;

/** Asks providers for tokens: so many at once for each client, and never after a lapsed lease. */
public final class Exchanges {

  private static final Duration SOON = Duration.ofSeconds(1);

  /** How many late tokens are tried, the newest first. */
  private static final int MOST_SPARES = 5;

  private final RefreshAttempts attempts;
  private final AuthorizationServer server;
  private final Outcomes outcomes;
  private final RunningExchanges running;
  private final Limits limits;
  private final Turns turns;

  public Exchanges(
      RefreshAttempts attempts,
      AuthorizationServer server,
      Outcomes outcomes,
      RunningExchanges running,
      Limits limits) {
    this.attempts = attempts;
    this.server = server;
    this.outcomes = outcomes;
    this.running = running;
    this.limits = limits;
    this.turns = new Turns(limits.inFlight());
  }

  /** What is done with answers. */
  public record Outcomes(
      TokenKeeping keeping,
      Settlement settlement,
      AccountReading reading,
      GrantRevocation revocation,
      SecretVault vault,
      Warnings warnings) {}

  /**
   * @param inFlight how many calls at once go to the endpoint of one client
   * @param uptime of this process, by a clock that never jumps
   */
  public record Limits(RefreshTimings timings, int inFlight, Supplier<Duration> uptime) {}

  /**
   * Runs it once fewer than the permitted calls are under way for its client. Empty, and not run,
   * if there are that many for longer than a caller would wait.
   */
  <T> Optional<T> inTurn(PreparedRefresh refresh, Supplier<T> work) {
    OAuthClientId client = refresh.attempt().client();
    if (client == null) {
      return Optional.of(work.get());
    }
    Semaphore turn = turns.enter(client);
    try {
      return inTurn(turn, work);
    } finally {
      turns.leave(client);
    }
  }

  private <T> Optional<T> inTurn(Semaphore turn, Supplier<T> work) {
    try {
      if (!turn.tryAcquire(limits.timings().patience().toNanos(), TimeUnit.NANOSECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      turn.release();
    }
  }

  /** To be noted before the claim: a process may be frozen right after it. */
  Duration uptime() {
    return limits.uptime().get();
  }

  Result exchange(PreparedRefresh refresh, Claimed claimed, Duration began) {
    Attempt attempt = refresh.attempt();
    if (!running.begin(attempt)) {
      attempts.end(attempt, new Ending(End.ABANDONED, "stopping", null, null), null);
      return new Later(Reason.PROVIDER_DOWN, SOON);
    }
    boolean spent = false;
    try {
      Duration lease = limits.timings().lease();
      if (refresh.isSingleUse(lease) && !attempts.markSent(attempt, limits.timings().leases())) {
        return outcomes.reading().again(refresh.account());
      }
      spent = refresh.isSingleUse(lease);
      return ask(new Call(refresh, claimed, began));
    } catch (RuntimeException e) {
      giveUp(attempt, spent ? End.UNKNOWN : End.ABANDONED, e);
      throw e;
    } finally {
      running.end(attempt);
    }
  }

  /** What nobody thought of ends the attempt too; nobody is to wait for what does not go on. */
  private void giveUp(Attempt attempt, End end, RuntimeException cause) {
    try {
      attempts.end(attempt, new Ending(end, "failed", null, null), null);
    } catch (RuntimeException e) {
      // The store is away: others take it over in time.
      cause.addSuppressed(e);
    }
  }

  /** One attempt's calls to the provider. */
  private record Call(PreparedRefresh refresh, Claimed claimed, Duration began) {}

  private Result ask(Call call) {
    Credential before = call.refresh().before();
    Duration lease = limits.timings().lease();
    boolean rotates = call.refresh().rotates();
    // Others go on once a holder is silent for long: what was not sent by now must not be (R7). A
    // token in its grace would work, and its answer would push out what the others have by now.
    Said first = ask(call, before, () -> !rotates || elapsed(call).compareTo(lease) < 0);
    Said last = first.verdict() instanceof GrantRefused ? askSpares(call, first) : first;
    return last.verdict() instanceof Granted(var issued)
        ? keep(call, last.to(), issued)
        : settle(call, last.verdict());
  }

  /** What the provider said to whom. */
  private record Said(Credential to, Verdict verdict) {}

  /**
   * An answer that came too late may hold the token that works. So the current one's refusal counts
   * only if all of them are refused too: one that could not be asked about may be the live one. So
   * may those after it, which are asked nevertheless.
   */
  private Said askSpares(Call call, Said refused) {
    Attempt attempt = call.refresh().attempt();
    Said doubtful = refused;
    for (Spare spare : newestSpares(attempt)) {
      Said said = askSpare(call, spare, refused);
      if (endsSearch(said.verdict())) {
        return said;
      }
      if (doubtful.verdict() instanceof GrantRefused) {
        doubtful = said;
      }
    }
    return doubtful;
  }

  private List<Spare> newestSpares(Attempt attempt) {
    List<Spare> spares = attempts.spares(attempt.workspace(), attempt.account());
    return spares.subList(0, Math.min(MOST_SPARES, spares.size()));
  }

  /** What a provider says of the moment or of our client, it would say to every token. */
  private static boolean endsSearch(Verdict verdict) {
    return verdict instanceof Granted
        || verdict instanceof Throttling
        || verdict instanceof ClientRefused;
  }

  private Said askSpare(Call call, Spare spare, Said refused) {
    Credential kept;
    try {
      kept = outcomes.vault().openCredential(spare.sealedFor(), spare.sealed());
    } catch (Unopenable e) {
      warn(call, "a spare token does not open any more", e);
      return refused;
    } catch (KeyEncryptionKeys.Unreachable _) {
      return new Said(refused.to(), new Transient("spare_not_opened", null, null));
    }
    return ask(call, kept, () -> true);
  }

  private void warn(Call call, String what, Throwable cause) {
    outcomes.warnings().warn(call.refresh().account(), what, cause);
  }

  private Result settle(Call call, Verdict verdict) {
    return outcomes
        .settlement()
        .settle(asked(call), verdict)
        .orElseGet(() -> outcomes.reading().again(call.refresh().account()));
  }

  private Said ask(Call call, Credential with, BooleanSupplier allowed) {
    RefreshTimings timings = limits.timings();
    var sending = new Sending(call.refresh().deadline(timings), allowed);
    TokenAnswer answer = answer(call, with, sending);
    return new Said(with, Verdict.of(answer, call.refresh().rotates()));
  }

  /** Where asking fails in a way nobody thought of, the request may have been sent. */
  private TokenAnswer answer(Call call, Credential with, Sending sending) {
    try {
      return send(call.refresh(), with, sending);
    } catch (RuntimeException e) {
      warn(call, "its provider could not be asked", e);
      return new Unknown(null, "failed");
    }
  }

  private TokenAnswer send(PreparedRefresh refresh, Credential with, Sending sending) {
    Endpoint endpoint = refresh.endpoint();
    if (refresh.method().scheme() instanceof TypedGrant scheme) {
      return server.clientCredentials(endpoint, scheme.scopes().defaults());
    }
    var token = Objects.requireNonNull(with.refreshToken(), "refreshToken");
    return server.refresh(endpoint, token, refresh.account().scopes().granted(), sending);
  }

  private Result keep(Call call, Credential base, AuthorizationServer.Issued issued) {
    Asked asked = asked(call);
    return switch (outcomes.keeping().keep(asked, base, issued)) {
      case Current(var current) -> {
        noteWorking(call, asked);
        yield new Refreshed(current);
      }
      case TooLate _ -> outcomes.reading().again(asked.account());
      case Orphaned(var orphan) -> {
        revoke(call.refresh(), orphan);
        yield outcomes.reading().again(asked.account());
      }
    };
  }

  /** The token is kept, whatever becomes of this note. */
  private void noteWorking(Call call, Asked asked) {
    try {
      outcomes.settlement().working(asked);
    } catch (RuntimeException e) {
      warn(call, "that its client works could not be written down", e);
    }
  }

  /** Nobody is left who could try again, so a grant that lives on is at least told of. */
  private void revoke(PreparedRefresh refresh, Credential orphan) {
    Endpoint from = refresh.endpoint();
    var endpoint = new Endpoint(from.app(), from.method(), from.trusted(), from.client(), orphan);
    if (outcomes.revocation().revokeOrphan(refresh.account(), endpoint) == Outcome.FAILED) {
      outcomes
          .warnings()
          .warn(
              refresh.account(),
              "the grant of a removed or revoked account could not be revoked",
              null);
    }
  }

  private Asked asked(Call call) {
    return new Asked(call.refresh(), call.claimed(), call.claimed().now().plus(elapsed(call)));
  }

  private Duration elapsed(Call call) {
    return uptime().minus(call.began());
  }
}
