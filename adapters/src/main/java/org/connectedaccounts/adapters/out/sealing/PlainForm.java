package org.connectedaccounts.adapters.out.sealing;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.credential.Token;
import org.jspecify.annotations.Nullable;

/**
 * What is encrypted, as JSON, from which any Java string comes back as it was, half surrogates
 * included. No exception of this class, nor its cause, carries content.
 */
final class PlainForm {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private PlainForm() {}

  /** Decrypted, yet not what {@link PlainForm} writes. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
  }

  static byte[] ofSecret(Secret secret) {
    return write(JSON.getNodeFactory().textNode(secret.reveal()));
  }

  static Secret secret(byte[] plain) throws Unreadable {
    return Secret.of(text(read(plain)));
  }

  /** Without the refresh token. */
  static byte[] ofAuths(Credential credential) {
    var root = JSON.createObjectNode();
    var tokens = root.putArray("tokens");
    credential
        .tokens()
        .forEach(
            (name, token) -> {
              var node = tokens.addObject().put("name", name).put("value", token.value().reveal());
              if (token.expiresAt() != null) {
                node.put("expires_at", token.expiresAt().toString());
              }
            });
    putAll(root.putObject("inputs"), credential.inputs(), Function.identity());
    putAll(root.putObject("secrets"), credential.secrets(), Secret::reveal);
    putAll(root.putObject("captures"), credential.captures(), Function.identity());
    return write(root);
  }

  static Credential auths(byte[] plain) throws Unreadable {
    var root = read(plain);
    var tokens = new LinkedHashMap<String, Token>();
    for (var node : root.path("tokens")) {
      var value = Secret.of(text(node.path("value")));
      tokens.put(text(node.path("name")), new Token(value, instant(node.path("expires_at"))));
    }
    return new Credential(
        tokens,
        all(root.path("inputs"), Function.identity()),
        all(root.path("secrets"), Secret::of),
        all(root.path("captures"), Function.identity()),
        null);
  }

  private static <T> void putAll(ObjectNode node, Map<String, T> map, Function<T, String> text) {
    map.forEach((name, value) -> node.put(name, text.apply(value)));
  }

  private static <T> Map<String, T> all(JsonNode node, Function<String, T> value)
      throws Unreadable {
    var map = new LinkedHashMap<String, T>();
    for (var entry : node.properties()) {
      map.put(entry.getKey(), value.apply(text(entry.getValue())));
    }
    return map;
  }

  private static @Nullable Instant instant(JsonNode node) throws Unreadable {
    return node.isMissingNode() ? null : Instant.parse(text(node));
  }

  private static String text(JsonNode node) throws Unreadable {
    if (!node.isTextual()) {
      throw new Unreadable();
    }
    return node.textValue();
  }

  private static byte[] write(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JacksonException e) {
      // Its message may quote what it could not write.
      throw new IllegalStateException("a secret cannot be written: " + e.getClass().getName());
    }
  }

  private static JsonNode read(byte[] plain) throws Unreadable {
    try {
      return JSON.readTree(plain);
    } catch (IOException _) {
      throw new Unreadable();
    }
  }
}
