package org.connectedaccounts.adapters.out.vault;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * One deadline for all that an HTTP request asks of Vault: somebody waits for it. What runs by
 * itself has one for every call.
 */
@Singleton
final class RequestPatience implements Patience {

  private final CurrentVertxRequest request;
  private final RequestWaits waits;

  RequestPatience(CurrentVertxRequest request, RequestWaits waits) {
    this.request = request;
    this.waits = waits;
  }

  @Override
  public Duration left(Duration whole) {
    return isOfARequest() ? whole.minus(waits.soFar()) : whole;
  }

  @Override
  public void waited(Duration time) {
    if (isOfARequest()) {
      waits.add(time);
    }
  }

  /** Timers have a request context as well, and no request. */
  private boolean isOfARequest() {
    return Arc.container().requestContext().isActive() && request.getCurrent() != null;
  }
}
