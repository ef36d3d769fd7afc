package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A time is a text with an offset (RFC 3339), never a number of seconds. */
final class TimeText extends StdScalarDeserializer<Instant> {

  private static final long serialVersionUID = 1L;

  /** RFC 3339, 1: what can be written there, in every offset. */
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  TimeText() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw MismatchedInputException.from(parser, Instant.class, "not a text");
    }
    try {
      return parse(parser.getText());
    } catch (DateTimeException e) {
      throw MismatchedInputException.from(parser, Instant.class, "not a time");
    }
  }

  /**
   * @throws DateTimeException for any other text
   */
  static Instant parse(String text) {
    Instant time = OffsetDateTime.parse(text).toInstant();
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw new DateTimeException("not a year of four digits");
    }
    return time;
  }
}
