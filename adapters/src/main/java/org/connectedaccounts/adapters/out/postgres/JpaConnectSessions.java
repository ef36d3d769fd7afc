package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

@ApplicationScoped
@BriefSession
class JpaConnectSessions implements ConnectSessions {

  private final StatelessSession session;
  private final SessionLookups lookups;

  JpaConnectSessions(StatelessSession session) {
    this.session = session;
    this.lookups = new SessionLookups(session);
  }

  @Override
  public void add(ConnectSession added, Ways ways) {
    session.insert(ConnectSessionRow.of(added, ways));
  }

  @Override
  public Optional<Found> find(WorkspaceId workspace, SessionId id) {
    return lookups.find(workspace, id);
  }

  @Override
  public Optional<Found> find(SessionId id) {
    return lookups.find(id);
  }

  @Override
  public Optional<Holder> findByToken(String tokenFingerprint) {
    return lookups.holder("token_fingerprint", tokenFingerprint);
  }

  @Override
  public Optional<Holder> findByPage(String pageFingerprint) {
    return lookups.holder("page_fingerprint", pageFingerprint);
  }

  @Override
  public boolean redeem(ConnectSession redeemed, String ticketFingerprint, String pageFingerprint) {
    return session
            .createNativeMutationQuery(
                """
                update connect_session set ticket_fingerprint = null, page_fingerprint = :page
                where workspace_id = :workspace and id = :id and ticket_fingerprint = :ticket
                  and expires_at > clock_timestamp()
                """)
            .setParameter("page", pageFingerprint)
            .setParameter("ticket", ticketFingerprint)
            .setParameter("workspace", redeemed.workspace().value())
            .setParameter("id", redeemed.id().value())
            .executeUpdate()
        == 1;
  }

  @Override
  public boolean advance(ConnectSession from, ConnectSession to) {
    var then = ConnectSessionRow.of(from.progress());
    var next = ConnectSessionRow.of(to.progress());
    return session
            .createMutationQuery(
                """
                update ConnectSessionRow s set s.progress = :progress, s.attempt = :attempt,
                  s.options = :options, s.account = :account, s.accountCreated = :created,
                  s.errorCode = :error, s.errorDetail = :detail,
                  s.oauthError = :oauthError
                where s.workspaceId = :workspace and s.id = :id and s.progress = :thenProgress
                  and s.attempt is not distinct from :thenAttempt and s.options = :thenOptions
                  and s.account is not distinct from :thenAccount
                  and s.errorCode is not distinct from :thenError
                  and s.errorDetail is not distinct from :thenDetail
                """)
            .setParameter("progress", next.progress)
            .setParameter("attempt", next.attempt)
            .setParameter("options", next.options)
            .setParameter("account", next.account)
            .setParameter("created", next.accountCreated)
            .setParameter("error", next.errorCode)
            .setParameter("detail", next.errorDetail)
            .setParameter("oauthError", next.oauthError)
            .setParameter("workspace", from.workspace().value())
            .setParameter("id", from.id().value())
            .setParameter("thenProgress", then.progress)
            .setParameter("thenAttempt", then.attempt)
            .setParameter("thenOptions", then.options)
            .setParameter("thenAccount", then.account)
            .setParameter("thenError", then.errorCode)
            .setParameter("thenDetail", then.errorDetail)
            .executeUpdate()
        == 1;
  }

  @Override
  public void addAttempt(AuthorizationAttempt attempt) {
    session.insert(AuthorizationAttemptRow.of(attempt));
  }

  @Override
  public Optional<AuthorizationAttempt> findAttempt(WorkspaceId workspace, AttemptId id) {
    return session
        .createSelectionQuery(
            "from AuthorizationAttemptRow a where a.workspaceId = :workspace and a.id = :id",
            AuthorizationAttemptRow.class)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id.value())
        .uniqueResultOptional()
        .map(AuthorizationAttemptRow::toDomain);
  }

  @Override
  public Optional<AuthorizationAttempt> findAttemptByState(String context, String stateHash) {
    return session
        .createNativeQuery(
            """
            select * from authorization_attempt
            where context = :context and state_hash = :state and consumed_at is null
            """,
            AuthorizationAttemptRow.class)
        .setParameter("context", context)
        .setParameter("state", stateHash)
        .uniqueResultOptional()
        .map(AuthorizationAttemptRow::toDomain);
  }

  @Override
  public boolean consumeState(AuthorizationAttempt attempt) {
    return onAttempt(
                """
                update authorization_attempt set consumed_at = clock_timestamp()
                where workspace_id = :workspace and id = :id
                  and consumed_at is null and expires_at > clock_timestamp()
                """,
                attempt.workspace(),
                attempt.id())
            .executeUpdate()
        == 1;
  }

  @Override
  public void updateAttempt(AuthorizationAttempt attempt) {
    var row = AuthorizationAttemptRow.of(attempt);
    session
        .createMutationQuery(
            """
            update AuthorizationAttemptRow a set a.code = :code, a.codeKey = :codeKey,
              a.auths = :auths, a.authsKey = :authsKey, a.refresh = :refresh,
              a.refreshKey = :refreshKey, a.page = :page, a.scopes = :scopes, a.verified = :verified,
              a.identityId = :identityId, a.identityName = :identityName,
              a.identityEmail = :identityEmail,
              a.expiresAt = :expiresAt
            where a.workspaceId = :workspace and a.id = :id
            """)
        .setParameter("code", row.code)
        .setParameter("codeKey", row.codeKey)
        .setParameter("auths", row.auths)
        .setParameter("authsKey", row.authsKey)
        .setParameter("refresh", row.refresh)
        .setParameter("refreshKey", row.refreshKey)
        .setParameter("page", row.page)
        .setParameter("scopes", row.scopes)
        .setParameter("expiresAt", row.expiresAt)
        .setParameter("verified", row.verified)
        .setParameter("identityId", row.identityId)
        .setParameter("identityName", row.identityName)
        .setParameter("identityEmail", row.identityEmail)
        .setParameter("workspace", row.workspaceId)
        .setParameter("id", row.id)
        .executeUpdate();
  }

  @Override
  public void issueHandle(AuthorizationAttempt attempt, String handleFingerprint, Instant until) {
    onAttempt(
            """
            update authorization_attempt
            set handle_fingerprint = :handle, handle_until = :until, handle_taken_at = null
            where workspace_id = :workspace and id = :id
            """,
            attempt.workspace(),
            attempt.id())
        .setParameter("handle", handleFingerprint)
        .setParameter("until", until)
        .executeUpdate();
  }

  @Override
  public boolean takeHandle(WorkspaceId workspace, AttemptId attempt, String handleFingerprint) {
    return onAttempt(
                """
                update authorization_attempt set handle_taken_at = clock_timestamp()
                where workspace_id = :workspace and id = :id and handle_fingerprint = :handle
                  and handle_taken_at is null and handle_until > clock_timestamp()
                """,
                workspace,
                attempt)
            .setParameter("handle", handleFingerprint)
            .executeUpdate()
        == 1;
  }

  @Override
  public void returnHandle(WorkspaceId workspace, AttemptId attempt) {
    onAttempt(
            """
            update authorization_attempt set handle_taken_at = null
            where workspace_id = :workspace and id = :id
            """,
            workspace,
            attempt)
        .executeUpdate();
  }

  @Override
  public void removeAttempt(WorkspaceId workspace, AttemptId attempt) {
    onAttempt(
            "delete from authorization_attempt where workspace_id = :workspace and id = :id",
            workspace,
            attempt)
        .executeUpdate();
  }

  private MutationQuery onAttempt(String sql, WorkspaceId workspace, AttemptId id) {
    return session
        .createNativeMutationQuery(sql)
        .setParameter("workspace", workspace.value())
        .setParameter("id", id.value());
  }

  @Override
  public void removeOf(WorkspaceId workspace, String externalUserId) {
    session
        .createMutationQuery(
            """
            delete from ConnectSessionRow s
            where s.workspaceId = :workspace and s.externalUserId = :user
            """)
        .setParameter("workspace", workspace.value())
        .setParameter("user", externalUserId)
        .executeUpdate();
  }

  @Override
  public int destroyExpired(int limit) {
    // The scalar subquery is a constant to the planner, so that the index on expires_at serves.
    return session
        .createNativeMutationQuery(
            """
            update authorization_attempt set code = null, code_key = null, verifier = null,
              verifier_key = null, auths = '', refresh = null, refresh_key = null,
              identity_id = null, identity_name = null, identity_email = null
            where (workspace_id, id) in (
              select workspace_id, id from authorization_attempt
              where expires_at <= (select clock_timestamp()) and auths <> ''
              order by expires_at limit :limit for update skip locked)
            """)
        .setParameter("limit", limit)
        .executeUpdate();
  }

  @Override
  public int removeExpired(Duration ago, int limit) {
    return session
        .createNativeMutationQuery(
            """
            delete from connect_session where (workspace_id, id) in (
              select workspace_id, id from connect_session
              where expires_at <= (select clock_timestamp() - make_interval(secs => :ago))
              order by expires_at limit :limit for update skip locked)
            """)
        .setParameter("ago", (double) ago.toSeconds())
        .setParameter("limit", limit)
        .executeUpdate();
  }
}
