package org.connectedaccounts.application.account;

import org.connectedaccounts.application.port.ConnectedAccounts;
import org.connectedaccounts.application.port.ConnectedAccounts.WithCredential;
import org.connectedaccounts.application.port.OAuthClients;
import org.connectedaccounts.application.port.StepLinks;
import org.connectedaccounts.application.port.UnitOfWork;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Revokes at the provider, then destroys: a crash in between leaves an account that can be removed
 * again.
 */
public final class Removal {

  private final ConnectedAccounts accounts;
  private final StepLinks links;
  private final OAuthClients clients;
  private final GrantRevocation revocation;
  private final UnitOfWork unitOfWork;

  public Removal(
      ConnectedAccounts accounts,
      StepLinks links,
      OAuthClients clients,
      GrantRevocation revocation,
      UnitOfWork unitOfWork) {
    this.accounts = accounts;
    this.links = links;
    this.clients = clients;
    this.revocation = revocation;
    this.unitOfWork = unitOfWork;
  }

  /**
   * What was done.
   *
   * @param replacedLinks steps that use another account now
   * @param removedLinks steps that have none now
   */
  public record Removed(
      AccountId account, GrantRevocation.Outcome revocation, int replacedLinks, int removedLinks) {}

  Removed remove(WithCredential found, @Nullable AccountId replacement) {
    GrantRevocation.Outcome outcome = revocation.revoke(found);
    return unitOfWork.call(() -> destroy(found.account(), replacement, outcome));
  }

  private Removed destroy(
      ConnectedAccount account, @Nullable AccountId replacement, GrantRevocation.Outcome outcome) {
    WorkspaceId workspace = account.workspace();
    int replaced =
        replacement == null ? 0 : links.replaceAccount(workspace, account.id(), replacement);
    int removed = links.ofAccount(workspace, account.id()).size();
    if (!accounts.remove(workspace, account.id())) {
      throw AccountViews.unknown();
    }
    OAuthClientId client = account.origin().client();
    if (client != null) {
      WorkspaceId owner =
          clients.find(workspace, client).isPresent() ? workspace : WorkspaceId.OPERATOR;
      clients.removeUnused(owner, account.app());
    }
    return new Removed(account.id(), outcome, replaced, removed);
  }
}
