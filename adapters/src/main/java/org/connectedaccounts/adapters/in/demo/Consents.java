package org.connectedaccounts.adapters.in.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for a person's decision. The form carries a ticket that only its page knows
 * and that counts once, so nobody else's page can decide.
 */
final class Consents {

  static final Duration LIFE = Duration.ofMinutes(10);

  private record Waiting(AuthorizationRequest request, Instant expiresAt) {}

  private final Map<String, Waiting> waiting = new Recent<>();
  private final Supplier<Secret> secrets;
  private final InstantSource clock;

  Consents(Supplier<Secret> secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  synchronized String open(AuthorizationRequest request) {
    String ticket = secrets.get().reveal();
    waiting.put(ticket, new Waiting(request, clock.instant().plus(LIFE)));
    return ticket;
  }

  synchronized Optional<AuthorizationRequest> take(@Nullable String ticket) {
    Waiting found = ticket == null ? null : waiting.remove(ticket);
    return Optional.ofNullable(found)
        .filter(open -> clock.instant().isBefore(open.expiresAt()))
        .map(Waiting::request);
  }
}
