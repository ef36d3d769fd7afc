package org.connectedaccounts.application.port;

import java.util.List;
import java.util.OptionalInt;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/**
 * OAuth clients where the operator's people keep and rotate them, outside the store: an entry for
 * each app, in versions from 1.
 */
public interface OperatorClients {

  /** What an entry says. */
  sealed interface Kept {}

  /**
   * @param secret null for a public client
   * @param scopes asked for instead of the definition's; empty: the definition's
   */
  record Entry(
      AppSlug app, int version, String clientId, @Nullable Secret secret, List<String> scopes)
      implements Kept {

    public Entry {
      scopes = List.copyOf(scopes);
    }
  }

  /**
   * An entry that is no OAuth client.
   *
   * @param name what it is called
   * @param why for the operator; without any of its content
   */
  record Unusable(String name, int version, String why) implements Kept {}

  /** Whether the operator keeps clients at such a place at all. */
  boolean isUsed();

  /**
   * @throws KeyEncryptionKeys.Unreachable if the place does not answer
   */
  List<Kept> all();

  /**
   * Writes an entry, if the version that is there is still {@code before}, or nobody can use it
   * anyway.
   *
   * @return the new version; empty if another one is there
   */
  OptionalInt put(Entry entry, int before);

  /** With all its versions; does nothing if there is none. */
  void remove(AppSlug app);
}
