package org.connectedaccounts.adapters.in.web;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The pages' texts, from the one bundle that the browser gets as well: an object literal, of which
 * a lenient reader of JSON makes sense.
 */
final class Messages {

  private static final String BUNDLE = "/META-INF/resources/assets/messages.js";
  private static final String BEGIN = "export const messages = ";
  private static final JsonNode ALL = read();

  private Messages() {}

  /**
   * @param path where it stands in the bundle, as {@code /problems/unavailable/title}
   */
  static String text(String path) {
    return ALL.requiredAt(path).asText();
  }

  static boolean has(String path) {
    return !ALL.at(path).isMissingNode();
  }

  private static JsonNode read() {
    String source = Resource.text(BUNDLE);
    return parse(source.substring(source.indexOf(BEGIN) + BEGIN.length()));
  }

  /** What comes behind the object is not read. */
  private static JsonNode parse(String literal) {
    var mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();
    try {
      return mapper.readTree(literal);
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle of the pages' texts", e);
    }
  }
}
