package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/** Refuses texts that PostgreSQL cannot hold: with U+0000, or with half a surrogate pair. */
final class StorableText extends StringDeserializer {

  private static final long serialVersionUID = 1L;

  /** For every text of a body, and for the names in its maps. */
  static SimpleModule module() {
    return new SimpleModule()
        .addDeserializer(String.class, new StorableText())
        .addKeyDeserializer(String.class, new Name());
  }

  @Override
  public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String text = super.deserialize(parser, context);
    if (text != null && !isStorable(text)) {
      throw MismatchedInputException.from(parser, String.class, "a text that cannot be stored");
    }
    return text;
  }

  static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(
            point ->
                point == 0
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
  }

  private static final class Name extends KeyDeserializer {

    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      if (!isStorable(key)) {
        throw MismatchedInputException.from(
            context.getParser(), String.class, "a name that cannot be stored");
      }
      return key;
    }
  }
}
