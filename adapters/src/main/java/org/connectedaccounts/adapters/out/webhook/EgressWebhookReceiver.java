package org.connectedaccounts.adapters.out.webhook;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.application.port.Events.Told;
import org.connectedaccounts.application.port.WebhookDeliveries.Tried;
import org.connectedaccounts.application.port.WebhookReceiver;
import org.connectedaccounts.domain.Secret;

@Singleton
final class EgressWebhookReceiver implements WebhookReceiver {

  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final String HTTP_STATUS = "http_status";

  private final Egress egress;

  EgressWebhookReceiver(Egress egress) {
    this.egress = egress;
  }

  @Override
  public Reply post(URI url, Told event, List<Secret> secrets, Instant now) {
    byte[] body = EventMessage.of(event);
    String id = event.event().id().text();
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(now.getEpochSecond()),
            "webhook-signature",
            Signature.of(id, now, body, secrets));
    return reply(egress.send(new Egress.Request(null, "POST", url, headers, body, DEADLINE)));
  }

  private static Reply reply(Egress.Answer answer) {
    return switch (answer) {
      case Egress.Answered answered -> answered(answered);
      case Egress.NotSent(var cause) -> failed(cause);
      case Egress.Lost(var cause) -> failed(cause);
    };
  }

  /** A redirect is followed nowhere, and means that the message was not taken. */
  private static Reply answered(Egress.Answered answered) {
    boolean taken = answered.status() / 100 == 2;
    var tried = new Tried(answered.status(), taken ? null : HTTP_STATUS);
    return new Reply(tried, answered.header("Retry-After").flatMap(EgressWebhookReceiver::seconds));
  }

  private static Reply failed(Egress.Cause cause) {
    return new Reply(new Tried(null, cause.name().toLowerCase(Locale.ROOT)), Optional.empty());
  }

  private static Optional<Duration> seconds(String text) {
    return text.matches("\\d{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
