package org.connectedaccounts.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The provider's own book of codes and tokens: what it gave, what came back, what was spent and
 * what it took back. A test asserts here what really happened on the other side.
 */
public final class TokenLedger {

  /** What a value is. */
  public enum Kind {
    CODE,
    ACCESS,
    REFRESH
  }

  /** What happened to it. {@code REFUSED} always comes after {@code PRESENTED}. */
  public enum Event {
    MINTED,
    PRESENTED,
    REFUSED,
    CONSUMED,
    REVOKED
  }

  /** One line of the book; {@code grantId} is empty for a value that this provider never minted. */
  public record Entry(Event event, Kind kind, String value, String grantId, Instant at) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, MintedToken> tokens = new LinkedHashMap<>();

  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The values of that kind to which that happened, oldest first, repeats included. */
  public synchronized List<String> values(Event event, Kind kind) {
    return entries.stream()
        .filter(entry -> entry.event() == event && entry.kind() == kind)
        .map(Entry::value)
        .toList();
  }

  public List<String> minted(Kind kind) {
    return values(Event.MINTED, kind);
  }

  public List<String> presented(Kind kind) {
    return values(Event.PRESENTED, kind);
  }

  public List<String> refused(Kind kind) {
    return values(Event.REFUSED, kind);
  }

  public List<String> consumed(Kind kind) {
    return values(Event.CONSUMED, kind);
  }

  public List<String> revoked(Kind kind) {
    return values(Event.REVOKED, kind);
  }

  /** The newest value of that kind. */
  public String latest(Kind kind) {
    List<String> minted = minted(kind);
    if (minted.isEmpty()) {
      throw new NoSuchElementException("no " + kind + " was minted");
    }
    return minted.getLast();
  }

  /** Whether the provider would still take this value now, expiry left aside. */
  public synchronized boolean isUsable(String value) {
    return Optional.ofNullable(tokens.get(value)).filter(MintedToken::isUsable).isPresent();
  }

  synchronized String mint(MintedToken token, Instant now) {
    tokens.put(token.value(), token);
    note(Event.MINTED, token, now);
    return token.value();
  }

  /** Notes that a value came in; answers its token if this provider minted it as that kind. */
  synchronized Optional<MintedToken> present(Kind kind, String value, Instant now) {
    Optional<MintedToken> token =
        Optional.ofNullable(tokens.get(value)).filter(known -> known.kind() == kind);
    entries.add(
        new Entry(Event.PRESENTED, kind, value, token.map(MintedToken::grantId).orElse(""), now));
    return token;
  }

  synchronized Optional<MintedToken> find(String value) {
    return Optional.ofNullable(tokens.get(value));
  }

  synchronized void refuse(Kind kind, String value, Instant now) {
    String grantId = find(value).map(MintedToken::grantId).orElse("");
    entries.add(new Entry(Event.REFUSED, kind, value, grantId, now));
  }

  /** Spends a token; false when somebody already has. */
  synchronized boolean consume(MintedToken token, Instant now) {
    if (!token.isUsable()) {
      return false;
    }
    token.consumedAt(now);
    note(Event.CONSUMED, token, now);
    return true;
  }

  synchronized void revokeWhere(Predicate<MintedToken> which, Instant now) {
    tokens.values().stream()
        .filter(token -> which.test(token) && !token.isRevoked())
        .forEach(
            token -> {
              token.revoke();
              note(Event.REVOKED, token, now);
            });
  }

  private void note(Event event, MintedToken token, Instant now) {
    entries.add(new Entry(event, token.kind(), token.value(), token.grantId(), now));
  }
}
