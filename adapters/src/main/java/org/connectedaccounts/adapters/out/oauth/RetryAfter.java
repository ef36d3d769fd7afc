package org.connectedaccounts.adapters.out.oauth;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.connectedaccounts.application.port.Egress;

/** The pause that an answer announces (RFC 9110, 10.2.3). */
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

  private RetryAfter() {}

  static Optional<Duration> of(Egress.Answered answer) {
    return answer
        .header("retry-after")
        .map(String::strip)
        .flatMap(value -> seconds(value).or(() -> until(value, answer)))
        .filter(Duration::isPositive)
        .map(pause -> pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
  }

  private static Optional<Duration> seconds(String value) {
    boolean number = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      return Optional.empty();
    }
    return Optional.of(value.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(value)));
  }

  /** Measured from the answer's own Date, since the other side's clock set both. */
  private static Optional<Duration> until(String value, Egress.Answered answer) {
    return answer
        .header("date")
        .flatMap(
            sent -> {
              try {
                return Optional.of(
                    Duration.between(
                        ZonedDateTime.parse(sent, DATE), ZonedDateTime.parse(value, DATE)));
              } catch (DateTimeException e) {
                return Optional.empty();
              }
            });
  }
}
