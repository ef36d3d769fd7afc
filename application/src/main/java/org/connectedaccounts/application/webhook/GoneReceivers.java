package org.connectedaccounts.application.webhook;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.connectedaccounts.application.port.AuditTrail;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.domain.audit.Actor;
import org.connectedaccounts.domain.audit.AuditEntry;
import org.connectedaccounts.domain.audit.AuditEntryId;
import org.connectedaccounts.domain.event.WebhookEndpoint;
import org.connectedaccounts.domain.event.WebhookEndpoint.Disabled;

/** A receiver wants no more: its endpoint is disabled, and that leaves a trace. */
public final class GoneReceivers {

  private static final String ACTION = "webhook_endpoint.disabled";

  private final WebhookEndpoints endpoints;
  private final UnitOfWork unitOfWork;
  private final StoreClock clock;
  private final Randomness random;
  private final Traces traces;

  /** Where it is told. */
  public record Traces(AuditTrail audit, Consumer<WebhookEndpoint> log) {}

  public GoneReceivers(
      WebhookEndpoints endpoints,
      UnitOfWork unitOfWork,
      StoreClock clock,
      Randomness random,
      Traces traces) {
    this.endpoints = endpoints;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
    this.random = random;
    this.traces = traces;
  }

  /** Several messages may be answered so at once; the first of them disables. */
  void disable(WebhookEndpoint answered) {
    boolean first =
        unitOfWork.call(
            () ->
                endpoints
                    .findToChange(answered.workspace(), answered.id())
                    .filter(WebhookEndpoint::enabled)
                    .filter(current -> current.url().equals(answered.url()))
                    .map(
                        current -> {
                          endpoints.update(current.gone());
                          return true;
                        })
                    .orElse(false));
    if (first) {
      traces.log().accept(answered);
      traces.audit().record(entry(answered));
    }
  }

  private AuditEntry entry(WebhookEndpoint endpoint) {
    return new AuditEntry(
        endpoint.workspace(),
        new AuditEntryId(random.id()),
        clock.now(),
        new Actor(Actor.Kind.SERVICE, null),
        ACTION,
        new AuditEntry.Outcome(null, Disabled.GONE.text()),
        new AuditEntry.Subject(Set.of(), List.of(endpoint.id().text()), null, null, null),
        new AuditEntry.Circumstances(null, null, null));
  }
}
