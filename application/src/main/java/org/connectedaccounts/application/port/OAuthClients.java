package org.connectedaccounts.application.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.application.port.OperatorClients.Edition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.client.OAuthClient;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;

/** The operator's and the workspaces' OAuth clients. {@code owner} is either. */
public interface OAuthClients {

  /**
   * For a write that goes by what is there: waits for whoever else holds the owner's clients, and
   * holds them until the unit of work ends.
   */
  void hold(WorkspaceId owner);

  /** The one that new accounts of this app are made with. */
  Optional<OAuthClient> findCurrent(WorkspaceId owner, AppSlug app);

  Optional<OAuthClient> find(WorkspaceId owner, OAuthClientId id);

  /** The workspace's or the operator's, by one statement. */
  Optional<OAuthClient> findFor(WorkspaceId workspace, OAuthClientId id);

  /** The current ones, by app. */
  List<OAuthClient> list(WorkspaceId owner);

  /** Adds a client and makes it the current one of its app; a former one stays for its accounts. */
  void add(OAuthClient client);

  /**
   * Writes secret, scopes and health, if the secret that is there is still of this version; false
   * otherwise, and if there is no such client.
   */
  boolean update(OAuthClient client, int secretVersion);

  /** Writes the health alone, if the secret is still this one's; false otherwise. */
  boolean updateHealth(OAuthClient client);

  /** Which edition of the operator's entries the current clients are made of. */
  Map<AppSlug, Edition> notedEditions();

  /**
   * Notes another edition, if the one that is noted is still {@code before}.
   *
   * @return false if it is not, so that somebody else was faster
   */
  boolean noteEdition(AppSlug app, Edition before, Edition now);

  void forgetEdition(AppSlug app);

  /** Destroys former secrets that were kept for long enough. */
  void forgetFormerSecrets();

  /** Removes the client, whose accounts must be gone; false if there is none. */
  boolean remove(WorkspaceId owner, OAuthClientId id);

  /**
   * How many accounts are bound to it: in this workspace, or anywhere if {@code workspace} is the
   * operator.
   */
  long countAccounts(WorkspaceId workspace, OAuthClientId id);

  /**
   * Removes those of the app that are neither current nor used by any account, nor by an attempt
   * whose code may still come; called when one may have become so.
   */
  void removeUnused(WorkspaceId owner, AppSlug app);
}
