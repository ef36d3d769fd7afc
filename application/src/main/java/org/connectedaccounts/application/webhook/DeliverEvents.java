package org.connectedaccounts.application.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.application.port.WebhookDeliveries.Delivery;
import org.connectedaccounts.application.port.WebhookDeliveries.Waiting;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.application.port.WebhookReceiver;
import org.connectedaccounts.application.port.WebhookReceiver.Reply;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.event.WebhookEndpoint;

/**
 * Delivers events at least once, those of one account in their order. Every replica does; a slow
 * receiver holds up nobody else.
 */
public final class DeliverEvents {

  /** Longer than a batch takes, so that a delivery whose replica died is taken up by another. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final int BATCH = 16;
  private static final int ENDPOINTS = 100;

  /** Batches of one replica. Who waits has taken nothing yet, so that no lease ends meanwhile. */
  private static final int AT_ONCE = 16;

  /**
   * For an endpoint that could not be worked on: its secret does not open, or the store is away.
   */
  private static final long REST_SECONDS = 30;

  private final WebhookEndpoints endpoints;
  private final WebhookDeliveries deliveries;
  private final WebhookReceiver receiver;
  private final WebhookSecrets secrets;
  private final Times times;
  private final Set<Waiting> busy = ConcurrentHashMap.newKeySet();
  private final Semaphore underWay = new Semaphore(AT_ONCE, true);

  /** What decides when. */
  public record Times(StoreClock clock, UnitOfWork unitOfWork, Executor threads) {}

  public DeliverEvents(
      WebhookEndpoints endpoints,
      WebhookDeliveries deliveries,
      WebhookReceiver receiver,
      WebhookSecrets secrets,
      Times times) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.receiver = receiver;
    this.secrets = secrets;
    this.times = times;
  }

  /** Returns when all is under way that is due, and waits for none of it. */
  public void handle() {
    while (deliveries.plan(ENDPOINTS) == ENDPOINTS) {
      // More endpoints than one statement sees to.
    }
    for (Waiting waiting : deliveries.waiting(Set.copyOf(busy), ENDPOINTS)) {
      if (busy.add(waiting)) {
        times.threads().execute(() -> drain(waiting));
      }
    }
  }

  private void drain(Waiting waiting) {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = inTurn(waiting);
      }
      busy.remove(waiting);
    } catch (RuntimeException e) {
      CompletableFuture.delayedExecutor(REST_SECONDS, TimeUnit.SECONDS, times.threads())
          .execute(() -> busy.remove(waiting));
      throw e;
    }
  }

  private boolean inTurn(Waiting waiting) {
    underWay.acquireUninterruptibly();
    try {
      return deliverSome(waiting);
    } finally {
      underWay.release();
    }
  }

  /** Whether some arrived, so that others may be due now. */
  private boolean deliverSome(Waiting waiting) {
    Optional<WebhookEndpoint> endpoint =
        endpoints.find(waiting.workspace(), waiting.endpoint()).filter(WebhookEndpoint::enabled);
    if (endpoint.isEmpty()) {
      return false;
    }
    Instant now = times.clock().now();
    List<Secret> keys = secrets.open(endpoint.get(), now);
    List<CompletableFuture<Boolean>> sent =
        deliveries.take(waiting, LEASE, BATCH).stream()
            .map(
                each ->
                    CompletableFuture.supplyAsync(
                        () -> deliver(endpoint.get(), each, keys, now), times.threads()))
            .toList();
    return sent.stream().map(CompletableFuture::join).reduce(false, Boolean::logicalOr);
  }

  private boolean deliver(
      WebhookEndpoint endpoint, Delivery delivery, List<Secret> keys, Instant now) {
    Reply reply = receiver.post(endpoint.url(), delivery.event(), keys, now);
    if (reply.isTaken()) {
      deliveries.delivered(delivery.id(), reply.tried());
      return true;
    }
    deliveries.failed(
        delivery.id(), reply.tried(), RetryPlan.after(delivery.attempts(), reply.retryAfter()));
    if (reply.isGone()) {
      disable(endpoint);
    }
    return false;
  }

  private void disable(WebhookEndpoint endpoint) {
    times
        .unitOfWork()
        .run(
            () ->
                endpoints
                    .findToChange(endpoint.workspace(), endpoint.id())
                    .filter(current -> current.url().equals(endpoint.url()))
                    .ifPresent(
                        current ->
                            endpoints.update(current.with(current.url(), current.types(), false))));
  }
}
