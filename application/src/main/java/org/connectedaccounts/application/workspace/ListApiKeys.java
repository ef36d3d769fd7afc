package org.connectedaccounts.application.workspace;

import java.util.List;
import org.connectedaccounts.application.port.ApiKeys;
import org.connectedaccounts.domain.workspace.ApiKey;
import org.connectedaccounts.domain.workspace.Caller;
import org.connectedaccounts.domain.workspace.Scope;

/** The keys of the caller's workspace, without their values. */
public final class ListApiKeys {

  private final ApiKeys keys;

  public ListApiKeys(ApiKeys keys) {
    this.keys = keys;
  }

  public record Command(Caller caller) {}

  public List<ApiKey> handle(Command command) {
    return keys.list(command.caller().requireKey(Scope.ADMIN));
  }
}
