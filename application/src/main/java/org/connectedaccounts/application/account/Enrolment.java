package org.connectedaccounts.application.account;

import java.util.Map;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.GrantedScopes;
import org.connectedaccounts.domain.account.Identity;
import org.connectedaccounts.domain.account.Nickname;
import org.connectedaccounts.domain.account.Origin;
import org.connectedaccounts.domain.account.Owner;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.credential.Credential;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A credential that works, about to become an account.
 *
 * @param method as defined in {@code origin}
 * @param reconnect the account that it must become a new generation of
 */
public record Enrolment(
    WorkspaceId workspace,
    Origin origin,
    AuthMethod method,
    Owner owner,
    Credential credential,
    @Nullable Identity identity,
    GrantedScopes scopes,
    Labels labels,
    @Nullable AccountId reconnect) {

  /** What the caller gives along. */
  public record Labels(@Nullable String nickname, Map<String, String> metadata) {
    public Labels {
      nickname = Nickname.of(nickname);
    }
  }
}
