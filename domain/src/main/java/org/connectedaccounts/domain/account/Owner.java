package org.connectedaccounts.domain.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose an account is.
 *
 * @param externalUserId the end user as the integrating product names them; null: the workspace
 *     itself
 * @param shared whether every user of the workspace may use it
 */
public record Owner(@Nullable String externalUserId, boolean shared) {

  /** Private by default: another user's account is usable only if shared. */
  public boolean admits(String user) {
    return serves(user);
  }

  /** Whether a link may lead to it: one of this user, or, if null, of everybody. */
  public boolean serves(@Nullable String user) {
    return shared || externalUserId == null || externalUserId.equals(user);
  }

  /** Whether the account belongs to this very user; null asks for the workspace's own accounts. */
  public boolean isOf(@Nullable String user) {
    return Objects.equals(externalUserId, user);
  }
}
