package org.connectedaccounts.adapters.out.vault;

import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long one HTTP request has waited for Vault. */
@RequestScoped
class RequestWaits {

  private final AtomicLong nanos = new AtomicLong();

  Duration soFar() {
    return Duration.ofNanos(nanos.get());
  }

  void add(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
