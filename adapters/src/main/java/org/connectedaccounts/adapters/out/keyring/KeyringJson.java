package org.connectedaccounts.adapters.out.keyring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** The keyring as text. */
final class KeyringJson {

  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private KeyringJson() {}

  static byte[] write(Keyring keyring) throws IOException {
    var root = JSON.createObjectNode().put("format", FORMAT);
    var workspaces = root.putObject("workspaces");
    var sorted = new TreeMap<String, Keyring.Versions>();
    keyring.workspaces().forEach((workspace, versions) -> sorted.put(workspace.text(), versions));
    sorted.forEach(
        (workspace, versions) -> {
          var node = workspaces.putObject(workspace).put("current", versions.current());
          var keys = node.putObject("keys");
          versions.keys().forEach((version, key) -> keys.put(version, key.base64()));
        });
    if (!keyring.fingerprints().isEmpty()) {
      var fingerprints = root.putObject("fingerprints");
      new TreeMap<>(keyring.fingerprints())
          .forEach((purpose, key) -> fingerprints.put(purpose.name(), key.base64()));
    }
    return JSON.writeValueAsBytes(root);
  }

  /**
   * @throws IllegalArgumentException if it is no keyring; the message quotes nothing of it
   */
  static Keyring read(byte[] text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (IOException _) {
      throw new IllegalArgumentException("it is not JSON");
    }
    if (root.path("format").asInt() != FORMAT) {
      throw new IllegalArgumentException("its format is not " + FORMAT);
    }
    var workspaces = new HashMap<WorkspaceId, Keyring.Versions>();
    for (var entry : root.path("workspaces").properties()) {
      workspaces.put(workspace(entry.getKey()), versions(entry.getValue()));
    }
    var fingerprints = new EnumMap<Purpose, KeyBytes>(Purpose.class);
    for (var entry : root.path("fingerprints").properties()) {
      fingerprints.put(purpose(entry.getKey()), KeyBytes.parse(entry.getValue().asText()));
    }
    return new Keyring(workspaces, fingerprints);
  }

  private static Keyring.Versions versions(JsonNode node) {
    Map<String, KeyBytes> keys = new HashMap<>();
    for (var entry : node.path("keys").properties()) {
      keys.put(entry.getKey(), KeyBytes.parse(entry.getValue().asText()));
    }
    var current = node.path("current").asText();
    if (!keys.containsKey(current)) {
      throw new IllegalArgumentException("a workspace lacks its current key");
    }
    return new Keyring.Versions(current, keys);
  }

  private static WorkspaceId workspace(String text) {
    return WorkspaceId.parse(text)
        .orElseThrow(() -> new IllegalArgumentException("a workspace's id is malformed"));
  }

  private static Purpose purpose(String name) {
    for (var purpose : Purpose.values()) {
      if (purpose.name().equals(name)) {
        return purpose;
      }
    }
    throw new IllegalArgumentException("a fingerprint key has a purpose that is not known");
  }
}
