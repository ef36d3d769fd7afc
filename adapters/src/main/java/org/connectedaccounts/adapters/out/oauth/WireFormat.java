package org.connectedaccounts.adapters.out.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.app.BodyFormat;

/** How parameters and client credentials are written down. */
final class WireFormat {

  private static final ObjectMapper JSON = new ObjectMapper();

  private WireFormat() {}

  static String mediaType(BodyFormat format) {
    return switch (format) {
      case FORM -> "application/x-www-form-urlencoded";
      case JSON -> "application/json";
    };
  }

  static byte[] body(BodyFormat format, Map<String, String> params) {
    return switch (format) {
      case FORM -> form(params).getBytes(UTF_8);
      case JSON -> json(params);
    };
  }

  static String form(Map<String, String> params) {
    return params.entrySet().stream()
        .map(param -> encode(param.getKey()) + "=" + encode(param.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String withQuery(URI url, Map<String, String> params) {
    String written = url.toString();
    return params.isEmpty()
        ? written
        : written + (written.contains("?") ? "&" : "?") + form(params);
  }

  private static byte[] json(Map<String, String> params) {
    try {
      return JSON.writeValueAsBytes(params);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written as JSON", e);
    }
  }

  /** RFC 6749, 2.3.1: id and secret are form-urlencoded before they become Basic credentials. */
  static String basic(String clientId, String secret) {
    String pair = encode(clientId) + ":" + encode(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
