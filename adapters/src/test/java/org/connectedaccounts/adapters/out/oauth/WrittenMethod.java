package org.connectedaccounts.adapters.out.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A method as its definition writes it, read a second time and without the domain: what a provider
 * expects is not told by the code that is tried.
 */
record WrittenMethod(JsonNode node) {

  private static final Pattern HOLE = Pattern.compile("\\$\\{([^}]*)}");
  private static final Pattern BASE64 = Pattern.compile("base64\\((.*)\\)");

  /** At a path of names between slashes; missing where there is none. */
  JsonNode at(String path) {
    return node.at("/" + path);
  }

  String text(String path, String otherwise) {
    return at(path).asText(otherwise);
  }

  boolean has(String path) {
    return !(at(path) instanceof MissingNode);
  }

  boolean isType(String type) {
    return text("type", "").equals(type);
  }

  Map<String, String> texts(String path) {
    Map<String, String> texts = new LinkedHashMap<>();
    at(path).properties().forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
    return texts;
  }

  /** The tokens by the names of steps, and where they stand in the answer that counts. */
  Map<String, String> tokens() {
    Map<String, String> tokens = new LinkedHashMap<>();
    response("tokens")
        .properties()
        .forEach(each -> tokens.put(each.getKey(), each.getValue().path("path").asText()));
    return tokens.isEmpty() ? Map.of("oauth_access_token", "access_token") : tokens;
  }

  /** A part of how answers are read. */
  JsonNode response(String part) {
    return at("token_response/" + part);
  }

  /**
   * The text with its holes filled, each value as {@code how} writes it; null if one is missing.
   */
  static @Nullable String fill(String template, Map<String, String> values, Writing how) {
    Matcher hole = HOLE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (hole.find()) {
      String value = value(hole.group(1), values);
      if (value == null) {
        return null;
      }
      boolean origin = hole.start() == 0;
      String written = origin ? value : how.write(value);
      hole.appendReplacement(text, Matcher.quoteReplacement(written));
    }
    return hole.appendTail(text).toString();
  }

  private static @Nullable String value(String expression, Map<String, String> values) {
    for (String each : expression.split("\\|\\|", -1)) {
      String value = term(each.strip(), values);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String term(String term, Map<String, String> values) {
    Matcher encoded = BASE64.matcher(term);
    if (encoded.matches()) {
      StringBuilder plain = new StringBuilder();
      for (String part : encoded.group(1).split("\\+", -1)) {
        plain.append(term(part.strip(), values));
      }
      return Base64.getEncoder().encodeToString(plain.toString().getBytes(StandardCharsets.UTF_8));
    }
    return term.startsWith("'") ? term.substring(1, term.length() - 1) : values.get(term);
  }

  /** How a value is written where it stands. */
  enum Writing {
    PLAIN,
    URL;

    String write(String value) {
      return this == PLAIN
          ? value
          : URLEncoder.encode(value, StandardCharsets.UTF_8)
              .replace("+", "%20")
              .replace("%3A", ":")
              .replace("%40", "@");
    }
  }
}
