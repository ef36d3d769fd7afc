package org.connectedaccounts.application.webhook;

import java.time.Duration;
import org.connectedaccounts.application.port.WebhookDeliveries;

/** Clears away deliveries that arrived a week ago. */
public final class ForgetDelivered {

  private static final Duration KEPT = Duration.ofDays(7);
  private static final int AT_ONCE = 1000;

  private final WebhookDeliveries deliveries;

  public ForgetDelivered(WebhookDeliveries deliveries) {
    this.deliveries = deliveries;
  }

  public void handle() {
    int gone = AT_ONCE;
    while (gone == AT_ONCE) {
      gone = deliveries.removeDelivered(KEPT, AT_ONCE);
    }
  }
}
