package org.connectedaccounts.application.port;

import java.util.UUID;
import org.connectedaccounts.domain.Secret;

/** New ids and new secrets, cryptographically random. */
public interface Randomness {

  /** UUID version 7. */
  UUID id();

  /** 256 bits, base64url without padding. */
  Secret token();

  /**
   * A bearer key: the prefix ({@code cak_}, {@code cao_}, {@code cst_}), 30 base62 characters and
   * their CRC, see {@link org.connectedaccounts.domain.workspace.BearerToken}.
   */
  Secret bearer(String prefix);
}
