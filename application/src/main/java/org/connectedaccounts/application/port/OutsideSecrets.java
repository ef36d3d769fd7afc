package org.connectedaccounts.application.port;

import java.util.Optional;
import org.connectedaccounts.domain.credential.SealedFor;

/**
 * Keeps values outside of the store, each at a place of its own: one for workspace, owner and field
 * together, whatever the generation. Every write makes a version, and the last two are kept.
 *
 * <p>All of it throws {@link KeyEncryptionKeys.Unreachable} if what is outside does not answer.
 */
public interface OutsideSecrets {

  /**
   * Where values are: below a folder of an engine that is mounted somewhere. What is kept at
   * another place is not found, and cannot be told from what is not there.
   */
  record Place(String mount, String prefix) {}

  /** Empty where the settings name none. */
  Optional<Place> place();

  /** Whether there is such a place at all. */
  default boolean isThere() {
    return place().isPresent();
  }

  /**
   * Writes a new version, unless the newest one is this value already: an answer that was lost is
   * made up for by asking again.
   *
   * @return the version that has it; empty, and nothing is written, if somebody else wrote
   *     meanwhile
   */
  Optional<Integer> put(SealedFor place, byte[] value);

  /** Empty if that version is not there, or not any more. */
  Optional<byte[]> get(SealedFor place, int version);

  /** Destroys all versions, and that there were any. */
  void remove(SealedFor place);
}
