package org.connectedaccounts.application.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.connectedaccounts.application.port.StoreClock;
import org.connectedaccounts.application.port.WebhookDeliveries;
import org.connectedaccounts.application.port.WebhookDeliveries.Delivery;
import org.connectedaccounts.application.port.WebhookDeliveries.Waiting;
import org.connectedaccounts.application.port.WebhookEndpoints;
import org.connectedaccounts.application.port.WebhookReceiver;
import org.connectedaccounts.application.port.WebhookReceiver.Reply;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.event.Event;
import org.connectedaccounts.domain.event.WebhookEndpoint;

/**
 * Delivers events at least once, those of one account in their order. Every replica does; a slow
 * receiver holds up nobody else ({@link Turns}).
 */
public final class DeliverEvents {

  /** Longer than a batch takes, so that a delivery whose replica died is taken up by another. */
  private static final Duration LEASE = Duration.ofSeconds(60);

  private static final int ENDPOINTS = 100;

  /**
   * For an endpoint that could not be worked on: its secret does not open, or the store is away.
   */
  private static final long REST_SECONDS = 30;

  private final WebhookEndpoints endpoints;
  private final WebhookDeliveries deliveries;
  private final WebhookReceiver receiver;
  private final WebhookSecrets secrets;
  private final GoneReceivers gone;
  private final Times times;
  private final Turns turns = new Turns();

  /** What decides when. */
  public record Times(StoreClock clock, Executor threads) {}

  public DeliverEvents(
      WebhookEndpoints endpoints,
      WebhookDeliveries deliveries,
      WebhookReceiver receiver,
      WebhookSecrets secrets,
      GoneReceivers gone,
      Times times) {
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.receiver = receiver;
    this.secrets = secrets;
    this.gone = gone;
    this.times = times;
  }

  /** Returns when all is under way that is due, and waits for none of it. */
  public void handle() {
    boolean news = false;
    int planned = ENDPOINTS;
    // There may be more endpoints than one statement sees to.
    while (planned == ENDPOINTS) {
      planned = deliveries.plan(ENDPOINTS);
      news = news || planned > 0;
    }
    for (Waiting waiting : deliveries.waiting(turns.busy(news), ENDPOINTS)) {
      if (turns.begin(waiting)) {
        times.threads().execute(() -> drain(waiting));
      }
    }
  }

  private void drain(Waiting waiting) {
    try {
      boolean goesOn = true;
      while (goesOn) {
        goesOn = deliverSome(waiting) && turns.begin(waiting);
      }
    } catch (RuntimeException e) {
      turns.rest(waiting, true);
      CompletableFuture.delayedExecutor(REST_SECONDS, TimeUnit.SECONDS, times.threads())
          .execute(() -> turns.rest(waiting, false));
      throw e;
    }
  }

  /** Whether some arrived, so that others may be due now. */
  private boolean deliverSome(Waiting waiting) {
    turns.await(waiting);
    Optional<Batch> batch = Optional.empty();
    try {
      batch = take(waiting);
    } finally {
      turns.took(waiting, batch.map(taken -> taken.deliveries().size()).orElse(0));
    }
    return batch.isPresent() && send(waiting, batch.get());
  }

  /** What is sent at once, and how it is signed. */
  private record Batch(
      WebhookEndpoint endpoint, List<Secret> keys, Instant now, List<Delivery> deliveries) {}

  private Optional<Batch> take(Waiting waiting) {
    return endpoints
        .find(waiting.workspace(), waiting.endpoint())
        .filter(WebhookEndpoint::enabled)
        .map(
            endpoint -> {
              Instant now = times.clock().now();
              List<Secret> keys = secrets.open(endpoint, now);
              var due = deliveries.take(waiting, LEASE, Turns.BATCH);
              return new Batch(endpoint, keys, now, due);
            });
  }

  private boolean send(Waiting waiting, Batch batch) {
    List<CompletableFuture<Boolean>> sent =
        batch.deliveries().stream()
            .map(
                each ->
                    CompletableFuture.supplyAsync(() -> deliver(batch, each), times.threads())
                        .whenComplete((_, _) -> turns.ended(waiting)))
            .toList();
    return sent.stream().map(CompletableFuture::join).reduce(false, Boolean::logicalOr);
  }

  private boolean deliver(Batch batch, Delivery delivery) {
    URI url = batch.endpoint().url();
    Reply reply = receiver.post(url, delivery.event(), batch.keys(), batch.now());
    if (reply.isTaken()) {
      deliveries.delivered(delivery.id(), reply.tried());
      return true;
    }
    deliveries.failed(delivery.id(), reply.tried(), again(delivery, reply));
    if (reply.isGone()) {
      gone.disable(batch.endpoint());
    }
    return false;
  }

  /** Who tries a receiver looks at once, mends it, and tries again: the first try is over. */
  private static Optional<Duration> again(Delivery delivery, Reply reply) {
    return delivery.event().event().type() == Event.Type.WEBHOOK_ENDPOINT_TEST
        ? Optional.empty()
        : RetryPlan.after(delivery.attempts(), reply.retryAfter());
  }
}
