package org.connectedaccounts.bootstrap.wiring;

import jakarta.inject.Singleton;
import org.connectedaccounts.application.refresh.Warnings;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes warnings to the log. */
@Singleton
final class LoggedWarnings implements Warnings {

  private static final Logger LOG = Logger.getLogger("org.connectedaccounts.refresh");

  @Override
  public void warn(ConnectedAccount account, String what, @Nullable Throwable cause) {
    LOG.warn(account.id() + " of " + account.workspace() + ": " + what, cause);
  }
}
