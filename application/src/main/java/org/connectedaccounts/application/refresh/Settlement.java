package org.connectedaccounts.application.refresh;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.application.client.ClientHealth;
import org.connectedaccounts.application.port.AuthorizationServer.Refused;
import org.connectedaccounts.application.port.AuthorizationServer.Unknown;
import org.connectedaccounts.application.port.EndpointPauses;
import org.connectedaccounts.application.port.EndpointPauses.Tally;
import org.connectedaccounts.application.port.RefreshAttempts;
import org.connectedaccounts.application.port.RefreshAttempts.End;
import org.connectedaccounts.application.port.RefreshAttempts.Ending;
import org.connectedaccounts.application.port.RefreshAttempts.Standing;
import org.connectedaccounts.application.refresh.Result.Later;
import org.connectedaccounts.application.refresh.Verdict.Ambiguous;
import org.connectedaccounts.application.refresh.Verdict.ClientRefused;
import org.connectedaccounts.application.refresh.Verdict.GrantRefused;
import org.connectedaccounts.application.refresh.Verdict.Granted;
import org.connectedaccounts.application.refresh.Verdict.Throttling;
import org.connectedaccounts.application.refresh.Verdict.Transient;
import org.connectedaccounts.application.refresh.Verdict.Unsent;
import org.connectedaccounts.application.refresh.Verdict.UserNeeded;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.Reason;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.Times.Upkeep;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.EventId;
import org.jspecify.annotations.Nullable;

/** Writes down what a provider's answer means for the attempt, the account and the client. */
public final class Settlement {

  private static final Duration SHORT_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLIENT_PAUSE = Duration.ofMinutes(1);
  private static final Duration CLIENT_WINDOW = Duration.ofMinutes(10);

  private final RefreshAttempts attempts;
  private final Clients clients;
  private final GrantRefusal refusals;
  private final RefreshPlan plan;
  private final Supplier<UUID> ids;

  public Settlement(
      RefreshAttempts attempts,
      Clients clients,
      GrantRefusal refusals,
      RefreshPlan plan,
      Supplier<UUID> ids) {
    this.attempts = attempts;
    this.clients = clients;
    this.refusals = refusals;
    this.plan = plan;
    this.ids = ids;
  }

  /** What is kept of OAuth clients. */
  public record Clients(EndpointPauses pauses, ClientHealth health) {}

  /**
   * Of an exchange that brought no token. Empty where it says nothing of the account as it is now,
   * which is to be read again.
   */
  Optional<Result> settle(Asked asked, Verdict verdict) {
    return switch (verdict) {
      case Granted _ -> throw new IllegalArgumentException("tokens are kept, not settled");
      case GrantRefused refused -> grantRefused(asked, refused);
      case UserNeeded(var refused) ->
          dead(asked, ending(End.REJECTED, "user_needed", refused), Reason.POLICY);
      case ClientRefused(var refused) -> clientRefused(asked, refused);
      case Throttling(var after) -> throttled(asked, after);
      case Unsent(var cause) -> trouble(asked, new Ending(End.ABANDONED, cause.name(), null, null));
      case Ambiguous(var unknown) -> ambiguous(asked, unknown);
      case Transient(var outcome, var status, var error) ->
          trouble(asked, new Ending(End.REJECTED, outcome, status, error));
    };
  }

  /** The provider took our client. */
  void working(Asked asked) {
    OAuthClient client = asked.refresh().client();
    if (client != null) {
      clients.health().working(client);
      if (asked.claimed().afterPause()) {
        clients.pauses().end(client.id());
      }
    }
  }

  private Optional<Result> grantRefused(Asked asked, GrantRefused refused) {
    return switch (refusals.rule(asked, refused.reason())) {
      case GrantRefusal.Dead(var reason, var lost) ->
          dead(asked, grantRefused(lost ? End.LOST : End.REJECTED, refused), reason);
      case GrantRefusal.Doubtful(var reason, var rest) ->
          rest(
              asked,
              grantRefused(End.REJECTED, refused),
              reason,
              plan.rest(asked.account(), asked.now(), rest));
    };
  }

  private static Ending grantRefused(End end, GrantRefused refused) {
    return ending(end, RefreshAttempts.GRANT_REFUSED, refused.refused());
  }

  private Optional<Result> clientRefused(Asked asked, Refused refused) {
    var ending = ending(End.REJECTED, RefreshAttempts.CLIENT_REFUSED, refused);
    OAuthClient client = asked.refresh().client();
    if (client == null) {
      return dead(asked, ending, Reason.KEY_REJECTED);
    }
    if (refused.error().equals(ClientHealth.INVALID_CLIENT)) {
      attempts.end(asked.attempt(), ending, null);
      return broken(client, ending).or(() -> trouble(asked, ending));
    }
    // First, so that this account is among those that are counted, and not the first after a pause.
    Optional<Result> alone = clientTrouble(asked, ending);
    return concernsMany(client) ? broken(client, ending).or(() -> alone) : alone;
  }

  /**
   * Only one error is of the client alone: the others are said of single users as well, whose
   * account must not keep all others waiting. So it rests for longer than its client would.
   */
  private Optional<Result> clientTrouble(Asked asked, Ending ending) {
    Upkeep upkeep = plan.afterTrouble(asked.account(), asked.now(), CLIENT_PAUSE.multipliedBy(2));
    return rest(asked, ending, Reason.PROVIDER_DOWN, upkeep);
  }

  /** Whether it seems to be the client that the provider does not take. */
  private boolean concernsMany(OAuthClient client) {
    Tally tally = clients.pauses().tally(client.id(), CLIENT_WINDOW);
    return tally.clientRefused() > 1 && tally.clientRefused() * 2 >= tally.accounts();
  }

  /** Empty if it has another secret by now than the one that was refused. */
  private Optional<Result> broken(OAuthClient client, Ending ending) {
    if (!clients.health().broken(client, Objects.requireNonNull(ending.oauthError()))) {
      return Optional.empty();
    }
    clients.pauses().pause(client.id(), Reason.OAUTH_CLIENT_BROKEN, CLIENT_PAUSE);
    return Optional.of(new Later(Reason.OAUTH_CLIENT_BROKEN, CLIENT_PAUSE));
  }

  /** The endpoint asked for a pause, which is nothing to hold against one account. */
  private Optional<Result> throttled(Asked asked, @Nullable Duration after) {
    var ending = new Ending(End.REJECTED, "throttled", null, null);
    OAuthClient client = asked.refresh().client();
    if (client == null) {
      Duration rest = Objects.requireNonNullElse(after, SHORT_PAUSE);
      return rest(asked, ending, Reason.THROTTLED, plan.rest(asked.account(), asked.now(), rest));
    }
    Duration pause = Objects.requireNonNullElse(after, SHORT_PAUSE);
    attempts.end(asked.attempt(), ending, null);
    clients.pauses().pause(client.id(), Reason.THROTTLED, pause);
    return Optional.of(new Later(Reason.THROTTLED, pause));
  }

  private Optional<Result> trouble(Asked asked, Ending ending) {
    return rest(
        asked, ending, Reason.PROVIDER_DOWN, plan.afterTrouble(asked.account(), asked.now()));
  }

  /**
   * A pause that was asked for as well is the endpoint's, and the token may be spent all the same.
   */
  private Optional<Result> ambiguous(Asked asked, Unknown unknown) {
    OAuthClient client = asked.refresh().client();
    if (client != null && unknown.pause() != null) {
      clients.pauses().pause(client.id(), Reason.THROTTLED, unknown.pause());
    }
    return lost(asked, new Ending(End.UNKNOWN, unknown.reason(), unknown.status(), null));
  }

  private Optional<Result> lost(Asked asked, Ending ending) {
    if (!asked.refresh().hasGrace()) {
      return trouble(asked, ending);
    }
    int before = asked.claimed().unknownBefore();
    Upkeep upkeep = plan.afterLoss(asked.account(), asked.now(), before);
    return rest(asked, ending, Reason.PROVIDER_DOWN, upkeep);
  }

  private Optional<Result> rest(Asked asked, Ending ending, Reason reason, Upkeep upkeep) {
    AccountStatus before = asked.account().status();
    boolean already = before.state() == State.DEGRADED;
    boolean goesOn = already && (before.reason() == reason || reason == Reason.PROVIDER_DOWN);
    var status =
        AccountStatus.degraded(reason, ending.oauthError(), goesOn ? before.since() : asked.now());
    Event event = already ? null : event(asked, Event.Type.DEGRADED, status);
    Duration rest = Duration.between(asked.now(), Objects.requireNonNull(upkeep.notBefore()));
    return attempts.end(asked.attempt(), ending, new Standing(status, upkeep, event))
        ? Optional.of(new Later(reason, rest))
        : Optional.empty();
  }

  private Optional<Result> dead(Asked asked, Ending ending, Reason reason) {
    var status = AccountStatus.reauthorizationRequired(reason, ending.oauthError(), asked.now());
    ConnectedAccount account = asked.account().withStatus(status);
    var event = event(asked, Event.Type.REAUTHORIZATION_REQUIRED, status);
    boolean applies =
        attempts.end(asked.attempt(), ending, new Standing(status, Upkeep.NONE, event));
    // An error of an old token says nothing of a newer one (R12).
    return applies ? Optional.of(new Result.Dead(account)) : Optional.empty();
  }

  private Event event(Asked asked, Event.Type type, AccountStatus status) {
    return Event.of(new EventId(ids.get()), type, asked.account().withStatus(status));
  }

  private static Ending ending(End end, String outcome, Refused refused) {
    return new Ending(end, outcome, refused.status(), refused.error());
  }
}
