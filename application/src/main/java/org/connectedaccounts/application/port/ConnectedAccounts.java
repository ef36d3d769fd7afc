package org.connectedaccounts.application.port;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.connectedaccounts.domain.account.AccountId;
import org.connectedaccounts.domain.account.AccountStatus;
import org.connectedaccounts.domain.account.AccountStatus.State;
import org.connectedaccounts.domain.account.ConnectedAccount;
import org.connectedaccounts.domain.account.CredentialGeneration;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Accounts and the generations of their credentials. */
public interface ConnectedAccounts {

  /** An account, its current generation, and the store's time of the read. */
  record WithCredential(ConnectedAccount account, CredentialGeneration credential, Instant now) {}

  /**
   * An account, by how many workflows it is used, and what their steps declare to need.
   *
   * @param neededScopes each once, in alphabetical order
   */
  record Listed(ConnectedAccount account, long workflowCount, List<String> neededScopes) {
    public Listed {
      neededScopes = List.copyOf(neededScopes);
    }
  }

  /**
   * Which accounts to list; null: whichever.
   *
   * @param usableBy only those that this user may use: own, shared, and the workspace's
   * @param within only these apps; empty: all
   * @param among only these accounts; empty: all
   * @param text part of nickname, identity or app, whatever case
   */
  record Filter(
      @Nullable AppSlug app,
      @Nullable String externalUserId,
      @Nullable String usableBy,
      @Nullable State status,
      @Nullable String text,
      List<AppSlug> within,
      Set<AccountId> among) {

    public static final Filter ALL = new Filter(null, null, null, null, null, List.of());

    public Filter {
      within = List.copyOf(within);
      among = Set.copyOf(among);
    }

    /** Whichever accounts. */
    public Filter(
        @Nullable AppSlug app,
        @Nullable String externalUserId,
        @Nullable String usableBy,
        @Nullable State status,
        @Nullable String text,
        List<AppSlug> within) {
      this(app, externalUserId, usableBy, status, text, within, Set.of());
    }
  }

  /**
   * Adds the account with its first generation. False, and nothing is written, if the user has this
   * identity already.
   */
  boolean add(ConnectedAccount account, CredentialGeneration first);

  Optional<ConnectedAccount> find(WorkspaceId workspace, AccountId id);

  Optional<Listed> findListed(WorkspaceId workspace, AccountId id);

  /** All of them by one statement, in no order; unknown ones are missing. */
  List<Listed> findListed(WorkspaceId workspace, Collection<AccountId> ids);

  /** One statement; needs no unit of work. */
  Optional<WithCredential> findWithCredential(WorkspaceId workspace, AccountId id);

  /**
   * One statement for all of them; unknown ones are missing from the answer. Needs no unit of work.
   */
  Map<AccountId, WithCredential> findWithCredentials(
      WorkspaceId workspace, Collection<AccountId> ids);

  /**
   * The account of this user (null: of the workspace) that is the same identity at the same app.
   */
  Optional<ConnectedAccount> findByIdentity(
      WorkspaceId workspace, AppSlug app, @Nullable String externalUserId, String identityId);

  /**
   * So many accounts, at most, of other users than this one (the workspace is none) that are the
   * same identity at the same app, oldest first. Whoever asks for this identity meanwhile waits
   * until the unit of work ends: of users who connect it at once, each finds those before.
   */
  List<AccountId> othersOfIdentity(
      WorkspaceId workspace, AppSlug app, String externalUserId, String identityId, int limit);

  /** Newest first. */
  Page<Listed> list(WorkspaceId workspace, Filter filter, PageRequest page);

  List<AccountId> ofUser(WorkspaceId workspace, String externalUserId);

  /** Writes what people change: nickname, owner, metadata. False if the account is gone. */
  boolean updateLabels(ConnectedAccount account);

  /**
   * Adds a generation and writes with it the account's origin, identity, scopes, status and times,
   * if the account's generation is still {@code child.parent()}, which must be there; otherwise
   * changes nothing and answers false. What {@link #updateLabels} writes and the time of last use
   * stay as they are stored, since others write them meanwhile. The former current generation stays
   * as the parent. Late answers of refreshes are forgotten, and those whose outcome nobody knows
   * are settled: the new generation stands for itself.
   */
  boolean advance(ConnectedAccount account, CredentialGeneration child);

  /**
   * Writes the status, if the account is still of the generation that was seen, is not in that
   * state already, and was not called dead since; false otherwise. Who has seen a dead one may call
   * it alive, unless it was {@linkplain AccountStatus#isTakenOutOfUse taken out of use}.
   */
  boolean updateStatus(ConnectedAccount seen, AccountStatus status);

  /** Whether another live account, of whatever workspace, has the same client and subject. */
  boolean sharesGrant(ConnectedAccount account, OAuthClientId client, String identityId);

  /**
   * Holds the account until the unit of work ends: a link to it that was being made is there now,
   * and none is made meanwhile. False if the account is gone.
   */
  boolean hold(WorkspaceId workspace, AccountId id);

  /** Destroys the account, all its generations and its step links. False if it is gone. */
  boolean remove(WorkspaceId workspace, AccountId id);

  /** Whether any account or open attempt was made with a definition of this owner and slug. */
  boolean usesDefinition(WorkspaceId owner, AppSlug slug);

  /** The versions of this owner's definition, and the methods, that accounts were made with. */
  Set<MadeWith> madeWith(WorkspaceId owner, AppSlug slug);

  /** What one account or more were made with. */
  record MadeWith(DefinitionRef definition, AuthMethodId method) {}
}
