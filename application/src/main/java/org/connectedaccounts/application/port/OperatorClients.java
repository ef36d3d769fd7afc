package org.connectedaccounts.application.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/**
 * OAuth clients where the operator's people keep and rotate them, outside the store: an entry for
 * each app, in editions.
 */
public interface OperatorClients {

  /**
   * Which state of an entry. Versions count from 1, and again from 1 where it was removed and made
   * anew, so when it was written belongs to it.
   */
  record Edition(int version, Instant written) {
    /** Of what was never there. */
    public static final Edition NONE = new Edition(0, Instant.EPOCH);
  }

  /** What an entry says. */
  sealed interface Kept {}

  /**
   * @param secret null for a public client
   * @param scopes asked for instead of the definition's; empty: the definition's
   */
  record Entry(
      AppSlug app, Edition edition, String clientId, @Nullable Secret secret, List<String> scopes)
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
  record Unusable(String name, Edition edition, String why) implements Kept {}

  /** Whether the operator keeps clients at such a place at all. */
  boolean isUsed();

  /**
   * @throws KeyEncryptionKeys.Unreachable if the place does not answer
   */
  List<Kept> all();

  /**
   * Writes an entry, if the edition that is there is still {@code before}, or nobody can use it
   * anyway.
   *
   * @return the new edition; empty if another one is there
   */
  Optional<Edition> put(Entry entry, Edition before);

  /** With all its versions; does nothing if there is none. */
  void remove(AppSlug app);
}
