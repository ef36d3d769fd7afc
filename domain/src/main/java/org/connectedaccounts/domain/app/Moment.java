package org.connectedaccounts.domain.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.connectedaccounts.domain.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The time of one request and what is made anew for it: {@code ${now.…}} and {@code ${random.…}}.
 * Every place of the request shows the same values.
 */
public final class Moment {

  /** ISO 8601 without its signs. */
  private static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** RFC 9110, 5.6.7. */
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Instant now;
  private final Supplier<UUID> ids;
  private final Supplier<Secret> tokens;
  private @Nullable String uuid;
  private @Nullable String hex;

  public Moment(Instant now, Supplier<UUID> ids, Supplier<Secret> tokens) {
    this.now = now;
    this.ids = ids;
    this.tokens = tokens;
  }

  public Instant now() {
    return now;
  }

  public @Nullable String value(Reference reference) {
    return switch (reference.written()) {
      case "now.iso" -> now.minusNanos(now.getNano()).toString();
      case "now.basic" -> BASIC.format(now);
      case "now.date" -> now.toString().substring(0, 10);
      case "now.http" -> HTTP.format(now);
      case "now.seconds" -> String.valueOf(now.getEpochSecond());
      case "now.milliseconds" -> String.valueOf(now.toEpochMilli());
      case "random.uuid" -> uuid();
      case "random.hex" -> hex();
      default -> null;
    };
  }

  public String uuid() {
    String made = uuid == null ? ids.get().toString() : uuid;
    uuid = made;
    return made;
  }

  private String hex() {
    String made =
        hex == null
            ? HexFormat.of().formatHex(tokens.get().reveal().getBytes(StandardCharsets.US_ASCII))
            : hex;
    hex = made;
    return made;
  }
}
