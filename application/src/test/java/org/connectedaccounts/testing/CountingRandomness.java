package org.connectedaccounts.testing;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.BearerToken;

/** Counts instead of being random: well-formed, ascending, and the same in every run. */
public final class CountingRandomness implements Randomness {

  private static final long SOME_DAY = 1_795_000_000_000L;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final int TOKEN_BYTES = 32;

  private final AtomicLong count = new AtomicLong();

  @Override
  public UUID id() {
    long n = count.incrementAndGet();
    return new UUID((SOME_DAY + n) << 16 | VERSION_7, VARIANT | n);
  }

  @Override
  public Secret token() {
    byte[] bytes = ByteBuffer.allocate(TOKEN_BYTES).putLong(count.incrementAndGet()).array();
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public Secret bearer(String prefix) {
    var digits = Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
    return BearerToken.of(
        prefix + "0".repeat(BearerToken.RANDOM_LENGTH - digits.length()) + digits);
  }
}
