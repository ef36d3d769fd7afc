package org.connectedaccounts.application.account;

import java.util.List;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * An account as it is shown: with its app, by how many workflows it is used, and what their steps
 * need.
 */
public record AccountView(
    ConnectedAccount account, AppDefinition app, long workflowCount, List<String> neededScopes) {

  /** Those that a step needs and the account was not granted. */
  public List<String> missingScopes() {
    return account.scopes().missing(neededScopes);
  }

  /** {@code oauth2}, {@code api_key} … */
  public String authType() {
    return app.method(account.origin().method())
        .map(method -> method.scheme().type())
        .orElseThrow(() -> new IllegalStateException(account.id() + " has lost its method"));
  }
}
