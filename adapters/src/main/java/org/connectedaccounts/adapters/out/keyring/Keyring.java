package org.connectedaccounts.adapters.out.keyring;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.connectedaccounts.application.port.Fingerprints.Purpose;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * What the keyring file holds.
 *
 * @param workspaces each workspace's key-encryption keys
 * @param fingerprints the HMAC keys of an older installation
 */
record Keyring(Map<WorkspaceId, Versions> workspaces, Map<Purpose, KeyBytes> fingerprints) {

  static final Keyring EMPTY = new Keyring(Map.of(), Map.of());

  /**
   * One workspace's keys by version.
   *
   * @param current the version that wraps
   */
  record Versions(String current, Map<String, KeyBytes> keys) {
    Versions {
      keys = Map.copyOf(keys);
    }

    /** With one more, which is the current one. */
    Versions with(String version, KeyBytes key) {
      var more = new LinkedHashMap<>(keys);
      more.put(version, key);
      return new Versions(version, more);
    }

    /** Without those that are neither this one nor the current one. */
    Versions withoutOthersThan(String version) {
      var fewer = new LinkedHashMap<>(keys);
      fewer.keySet().removeIf(each -> !each.equals(version) && !each.equals(current));
      return new Versions(current, fewer);
    }
  }

  Keyring {
    workspaces = Map.copyOf(workspaces);
    fingerprints = Map.copyOf(fingerprints);
  }

  Keyring with(WorkspaceId workspace, Versions versions) {
    var more = new HashMap<>(workspaces);
    more.put(workspace, versions);
    return new Keyring(more, fingerprints);
  }

  Keyring without(WorkspaceId workspace) {
    var fewer = new HashMap<>(workspaces);
    fewer.remove(workspace);
    return new Keyring(fewer, fingerprints);
  }

  @Nullable KeyBytes key(WorkspaceId workspace, String version) {
    var versions = workspaces.get(workspace);
    return versions == null ? null : versions.keys().get(version);
  }
}
