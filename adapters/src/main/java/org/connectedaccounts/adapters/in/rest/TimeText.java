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

  TimeText() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      throw MismatchedInputException.from(parser, Instant.class, "not a text");
    }
    try {
      return OffsetDateTime.parse(parser.getText()).toInstant();
    } catch (DateTimeException e) {
      throw MismatchedInputException.from(parser, Instant.class, "not a time");
    }
  }
}
