package org.connectedaccounts.domain.account;

import org.jspecify.annotations.Nullable;

/**
 * Who the account is at the provider.
 *
 * @param id the provider's stable subject; a reconnect must show the same one
 */
public record Identity(String id, @Nullable String name, @Nullable String email) {

  /** The same person at one of several sites, which is another account. */
  public Identity at(String site) {
    return new Identity(id + "/" + site, name, email);
  }
}
