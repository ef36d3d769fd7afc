package org.connectedaccounts.application.account;

import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppDefinition;

/** An account as it is shown: with its app, and by how many workflows it is used. */
public record AccountView(ConnectedAccount account, AppDefinition app, long workflowCount) {

  /** {@code oauth2}, {@code api_key} … */
  public String authType() {
    return app.method(account.origin().method())
        .map(method -> method.scheme().type())
        .orElseThrow(() -> new IllegalStateException(account.id() + " has lost its method"));
  }
}
