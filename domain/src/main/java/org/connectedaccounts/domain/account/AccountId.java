package org.connectedaccounts.domain.account;

import java.util.Optional;
import java.util.UUID;
import org.connectedaccounts.domain.TypeId;

/** Id of a connected account. */
public record AccountId(UUID value) {

  private static final String PREFIX = "acc";

  /** Empty where the text is no id of this kind: to a caller that is an unknown one. */
  public static Optional<AccountId> parse(String text) {
    return TypeId.parse(PREFIX, text).map(AccountId::new);
  }

  /** The id as clients see it: {@code acc_…}. */
  public String text() {
    return TypeId.format(PREFIX, value);
  }

  @Override
  public String toString() {
    return text();
  }
}
