package org.connectedaccounts.domain.event;

import java.time.Instant;
import org.connectedaccounts.domain.credential.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * What messages to a receiver are signed with, and for a while after a rotation its predecessor
 * too.
 *
 * @param version counts rotations, from 1; each value is sealed for its own
 * @param formerUntil when the former one, of the version before, is no longer used
 */
public record SigningSecret(
    int version, Sealed current, @Nullable Sealed former, @Nullable Instant formerUntil) {

  public SigningSecret {
    if (version < 1 || (former == null) != (formerUntil == null)) {
      throw new IllegalArgumentException("a former secret has an end");
    }
  }

  public static SigningSecret first(Sealed value) {
    return new SigningSecret(1, value, null, null);
  }

  /** The next one, which what was current outlives until then. */
  public SigningSecret replacedBy(Sealed next, Instant overlapEnds) {
    return new SigningSecret(version + 1, next, current, overlapEnds);
  }

  /** Whether the former one still signs. */
  public boolean overlaps(Instant now) {
    return formerUntil != null && now.isBefore(formerUntil);
  }
}
