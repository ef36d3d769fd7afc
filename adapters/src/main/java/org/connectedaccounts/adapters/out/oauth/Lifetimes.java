package org.connectedaccounts.adapters.out.oauth;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.connectedaccounts.domain.app.Expiry;

/** Reads how long a token lives; what makes no sense is no answer. */
final class Lifetimes {

  // Beyond it a number is a point in time, or nonsense.
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(1_000_000_000L);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(?:\\.[0-9]{1,9})?");

  private Lifetimes() {}

  static Optional<Duration> read(String text, Expiry.Unit unit, Instant now) {
    String told = text.strip();
    Optional<Duration> life =
        unit == Expiry.Unit.DATE ? date(told, now) : number(told).flatMap(n -> count(n, unit, now));
    return life.filter(
        found -> found.compareTo(Duration.ofSeconds(1)) >= 0 && found.compareTo(LONGEST_LIFE) <= 0);
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      return Optional.of(Duration.between(now, OffsetDateTime.parse(text).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> number(String text) {
    return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }

  private static Optional<Duration> count(BigDecimal number, Expiry.Unit unit, Instant now) {
    long whole = number.longValue();
    return switch (unit) {
      case SECONDS -> Optional.of(Duration.ofSeconds(whole));
      case MILLISECONDS -> Optional.of(Duration.ofMillis(whole));
      case EPOCH_SECONDS -> Optional.of(Duration.ofSeconds(whole - now.getEpochSecond()));
      case EPOCH_MILLISECONDS -> Optional.of(Duration.ofMillis(whole - now.toEpochMilli()));
      case DATE -> Optional.empty();
    };
  }
}
