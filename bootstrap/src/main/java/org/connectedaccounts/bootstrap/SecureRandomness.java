package org.connectedaccounts.bootstrap;

import com.github.f4b6a3.uuid.UuidCreator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.connectedaccounts.application.port.Randomness;
import org.connectedaccounts.domain.Secret;
import org.connectedaccounts.domain.workspace.BearerToken;

/** Ids ascend within this process, whatever the system clock does. */
final class SecureRandomness implements Randomness {

  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  @Override
  public UUID id() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  @Override
  public Secret token() {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public Secret bearer(String prefix) {
    var alphabet = BearerToken.alphabet();
    var text = new StringBuilder(prefix);
    for (int i = 0; i < BearerToken.RANDOM_LENGTH; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return BearerToken.of(text.toString());
  }
}
