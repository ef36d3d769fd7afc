package org.connectedaccounts.adapters.out.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.connectedaccounts.application.port.Egress;
import org.jspecify.annotations.Nullable;

/**
 * Reads an answer into a tree of maps and lists, which {@code DottedPath} walks. What it is, is
 * told by its first characters: providers send JSON as text/html and forms as text/plain.
 */
final class AnswerBody {

  // A cut or doubled answer must not pass for a whole one.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]+=[^<>{}\\s]*");

  private AnswerBody() {}

  /** The tree, or null where the body is neither JSON nor a form. */
  static @Nullable Object tree(Egress.Answered answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1).strip();
    }
    if (text.startsWith("{") || text.startsWith("[")) {
      return json(text);
    }
    return FORM.matcher(text).matches() ? form(text) : null;
  }

  /** The whole body as text, where it is the token itself: bare, or as a JSON string. */
  static @Nullable Object text(Egress.Answered answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
    return text.startsWith("\"") ? json(text) : text;
  }

  static @Nullable Object json(String text) {
    try {
      return JSON.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static @Nullable Object form(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          fields.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
          return null;
        }
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
