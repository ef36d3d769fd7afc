package org.connectedaccounts.harness.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.connectedaccounts.harness.history.Violation.Kind;
import org.connectedaccounts.harness.provider.AccessToken;
import org.connectedaccounts.harness.provider.Grant;
import org.connectedaccounts.harness.provider.Ledger;

/** Reads a history once, from its beginning to its end. */
final class VendedTokens {
  // A life counts from the answer for the client, and from before it for the provider.
  private static final Duration CLOCKS = Duration.ofSeconds(2);

  private final Ledger ledger;
  private final Map<String, Grant> accounts;
  private final List<Violation> found = new ArrayList<>();
  private final Map<String, Long> newest = new HashMap<>();
  private final Map<Long, Event> open = new HashMap<>();
  private final Map<Long, Long> floor = new HashMap<>();
  private final Map<String, String> tokenOfVersion = new HashMap<>();
  private final Map<String, NavigableMap<Long, AccessToken>> inOrder = new HashMap<>();
  private final Map<String, Long> vendedAt = new HashMap<>();

  VendedTokens(Ledger ledger, Map<String, Grant> accounts) {
    this.ledger = ledger;
    this.accounts = accounts;
  }

  List<Violation> check(List<Event> events) {
    events.forEach(this::read);
    return found;
  }

  Map<String, Long> vendedAt() {
    return vendedAt;
  }

  private void read(Event event) {
    switch (event.type()) {
      case INVOKE -> {
        open.put(event.call(), event);
        // What had been answered by now is the least that this call may see.
        floor.put(event.call(), newest.getOrDefault(event.account(), 0L));
      }
      case OK -> vended(event);
      case FAIL, INFO -> {
        open.remove(event.call());
        floor.remove(event.call());
      }
    }
  }

  private void vended(Event event) {
    Event invoked = open.remove(event.call());
    Long least = floor.remove(event.call());
    if (invoked == null || least == null) {
      throw new IllegalArgumentException("an end without a beginning: " + event);
    }
    if (event.version() < least) {
      add(Kind.WENT_BACK, event, "version " + event.version() + " after " + least);
    }
    newest.merge(event.account(), event.version(), Math::max);
    vendedAt.putIfAbsent(event.fingerprint(), event.at());
    String known =
        tokenOfVersion.putIfAbsent(event.account() + "@" + event.version(), event.fingerprint());
    if (known != null && !known.equals(event.fingerprint())) {
      add(Kind.TWO_TOKENS_ONE_VERSION, event, "version " + event.version());
    }
    order(event);
    token(event, invoked);
  }

  /** A newer version is of a token that the provider made later. */
  private void order(Event event) {
    AccessToken token = ledger.accessToken(event.fingerprint());
    NavigableMap<Long, AccessToken> known =
        inOrder.computeIfAbsent(event.account(), account -> new TreeMap<>());
    if (token == null || known.putIfAbsent(event.version(), token) != null) {
      return;
    }
    var before = known.lowerEntry(event.version());
    var after = known.higherEntry(event.version());
    if ((before != null && before.getValue().ordinal() > token.ordinal())
        || (after != null && after.getValue().ordinal() < token.ordinal())) {
      add(Kind.WENT_BACK, event, "an older token under the newer of two versions");
    }
  }

  private void token(Event event, Event invoked) {
    AccessToken token = ledger.accessToken(event.fingerprint());
    Grant grant = accounts.get(event.account());
    if (token == null || grant == null || !token.grant().id().equals(grant.id())) {
      add(Kind.FOREIGN_TOKEN, event, "of " + (token == null ? "nobody" : token.grant().id()));
    } else if (token.expiresAt() + CLOCKS.toNanos() < invoked.at()) {
      add(Kind.EXPIRED_TOKEN, event, "version " + event.version());
    } else if (outlived(token, invoked.at())) {
      add(Kind.KILLED_TOKEN, event, "version " + event.version());
    }
  }

  /**
   * Whether whoever asked could have had a newer one: a provider kills before its answer is
   * committed, so that a killed token is the best there is until then.
   */
  private boolean outlived(AccessToken token, long invokedAt) {
    for (AccessToken next = token.killer(); next != null; next = next.killer()) {
      Long answered = vendedAt.get(Grant.fingerprint(next.value()));
      if (answered != null && answered < invokedAt) {
        return true;
      }
    }
    return false;
  }

  private void add(Kind kind, Event event, String what) {
    found.add(
        new Violation(
            kind,
            event.account(),
            "%s (call %d, replica %d)".formatted(what, event.call(), event.replica())));
  }
}
