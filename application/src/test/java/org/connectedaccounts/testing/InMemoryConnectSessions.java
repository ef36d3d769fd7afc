package org.connectedaccounts.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.ConnectSessions;
import org.connectedaccounts.domain.connect.AttemptId;
import org.connectedaccounts.domain.connect.AuthorizationAttempt;
import org.connectedaccounts.domain.connect.ConnectSession;
import org.connectedaccounts.domain.connect.SessionId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link ConnectSessions} in memory. */
public final class InMemoryConnectSessions implements ConnectSessions {

  private record SessionRow(
      ConnectSession session,
      @Nullable String token,
      @Nullable String ticket,
      @Nullable String page) {

    SessionRow at(ConnectSession next) {
      return new SessionRow(next, token, ticket, page);
    }
  }

  private record Handle(String fingerprint, Instant until, boolean taken) {

    Handle taken(boolean next) {
      return new Handle(fingerprint, until, next);
    }
  }

  private record AttemptRow(
      AuthorizationAttempt attempt, boolean consumed, @Nullable Handle handle) {

    AttemptRow with(@Nullable Handle next) {
      return new AttemptRow(attempt, consumed, next);
    }
  }

  private final InMemoryTables tables;
  private final Map<RowKey, SessionRow> sessions;
  private final Map<RowKey, AttemptRow> attempts;

  public InMemoryConnectSessions(InMemoryTables tables) {
    this.tables = tables;
    this.sessions = tables.table("connect_session");
    this.attempts = attempts(tables);
  }

  private static Map<RowKey, AttemptRow> attempts(InMemoryTables tables) {
    return tables.table("authorization_attempt");
  }

  /** The unexpired attempts of all workspaces, for other doubles. */
  static Stream<AuthorizationAttempt> open(InMemoryTables tables) {
    return attempts(tables).values().stream()
        .map(AttemptRow::attempt)
        .filter(attempt -> tables.now().isBefore(attempt.expiresAt()));
  }

  @Override
  public void add(ConnectSession session, Ways ways) {
    sessions.put(key(session), new SessionRow(session, ways.token(), ways.ticket(), null));
  }

  @Override
  public Optional<Found> find(WorkspaceId workspace, SessionId id) {
    return Optional.ofNullable(sessions.get(RowKey.of(workspace, id.value()))).map(this::found);
  }

  @Override
  public Optional<Found> find(SessionId id) {
    return sessions.values().stream()
        .filter(row -> row.session().id().equals(id))
        .map(this::found)
        .findFirst();
  }

  private Found found(SessionRow row) {
    return new Found(row.session(), tables.now(), row.ticket() == null);
  }

  @Override
  public boolean redeem(ConnectSession session, String ticketFingerprint, String pageFingerprint) {
    return tables.atomically(
        () -> {
          var row = sessions.get(key(session));
          if (row == null
              || row.session().isExpiredAt(tables.now())
              || !ticketFingerprint.equals(row.ticket())) {
            return false;
          }
          sessions.put(
              key(session), new SessionRow(row.session(), row.token(), null, pageFingerprint));
          return true;
        });
  }

  @Override
  public Optional<Holder> findByToken(String tokenFingerprint) {
    return holder(row -> tokenFingerprint.equals(row.token()));
  }

  @Override
  public Optional<Holder> findByPage(String pageFingerprint) {
    return holder(row -> pageFingerprint.equals(row.page()));
  }

  private Optional<Holder> holder(Predicate<SessionRow> reached) {
    return sessions.values().stream()
        .filter(reached)
        .map(SessionRow::session)
        .filter(session -> !session.isExpiredAt(tables.now()))
        .map(session -> new Holder(session.workspace(), session.id().value()))
        .findFirst();
  }

  @Override
  public boolean advance(ConnectSession from, ConnectSession to) {
    return tables.atomically(
        () -> {
          var row = sessions.get(key(from));
          if (row == null || !row.session().progress().equals(from.progress())) {
            return false;
          }
          var next = row.session().at(to.progress());
          sessions.put(key(from), row.at(next));
          return true;
        });
  }

  @Override
  public void addAttempt(AuthorizationAttempt attempt) {
    if (!sessions.containsKey(sessionKey(attempt))) {
      throw new IllegalStateException("An attempt needs its session");
    }
    attempts.put(
        RowKey.of(attempt.workspace(), attempt.id().value()), new AttemptRow(attempt, false, null));
  }

  @Override
  public Optional<AuthorizationAttempt> findAttempt(WorkspaceId workspace, AttemptId id) {
    return Optional.ofNullable(attempts.get(RowKey.of(workspace, id.value())))
        .map(AttemptRow::attempt);
  }

  @Override
  public Optional<AuthorizationAttempt> findAttemptByState(String context, String stateHash) {
    return attempts.values().stream()
        .filter(row -> !row.consumed() && isOfState(row.attempt(), context, stateHash))
        .map(AttemptRow::attempt)
        .findFirst();
  }

  private static boolean isOfState(AuthorizationAttempt attempt, String context, String stateHash) {
    var request = attempt.authorization();
    return request != null
        && request.context().equals(context)
        && request.stateHash().equals(stateHash);
  }

  private boolean isConsumable(AttemptRow row) {
    return !row.consumed() && tables.now().isBefore(row.attempt().expiresAt());
  }

  @Override
  public boolean consumeState(AuthorizationAttempt attempt) {
    return change(
        attempt.workspace(),
        attempt.id(),
        row -> isConsumable(row) ? new AttemptRow(row.attempt(), true, row.handle()) : null);
  }

  @Override
  public void updateAttempt(AuthorizationAttempt attempt) {
    change(
        attempt.workspace(),
        attempt.id(),
        row -> new AttemptRow(attempt, row.consumed(), row.handle()));
  }

  @Override
  public void issueHandle(AuthorizationAttempt attempt, String handleFingerprint, Instant until) {
    change(
        attempt.workspace(),
        attempt.id(),
        row -> row.with(new Handle(handleFingerprint, until, false)));
  }

  @Override
  public boolean takeHandle(WorkspaceId workspace, AttemptId attempt, String handleFingerprint) {
    return change(
        workspace,
        attempt,
        row -> {
          var handle = row.handle();
          return handle != null
                  && handle.fingerprint().equals(handleFingerprint)
                  && !handle.taken()
                  && tables.now().isBefore(handle.until())
              ? row.with(handle.taken(true))
              : null;
        });
  }

  @Override
  public void returnHandle(WorkspaceId workspace, AttemptId attempt) {
    change(
        workspace,
        attempt,
        row -> {
          var handle = row.handle();
          return row.with(handle == null ? null : handle.taken(false));
        });
  }

  @Override
  public void removeAttempt(WorkspaceId workspace, AttemptId attempt) {
    attempts.remove(RowKey.of(workspace, attempt.value()));
  }

  @Override
  public void removeOf(WorkspaceId workspace, String externalUserId) {
    sessions
        .values()
        .removeIf(
            row ->
                row.session().workspace().equals(workspace)
                    && externalUserId.equals(row.session().request().externalUserId()));
    removeOrphans();
  }

  private void removeOrphans() {
    attempts.values().removeIf(row -> !sessions.containsKey(sessionKey(row.attempt())));
  }

  @Override
  public int destroyExpired(int limit) {
    return tables.atomically(
        () -> {
          var over =
              attempts.values().stream()
                  .map(AttemptRow::attempt)
                  .filter(attempt -> !tables.now().isBefore(attempt.expiresAt()))
                  .filter(attempt -> !attempt.equals(EmptiedAttempt.of(attempt)))
                  .limit(limit)
                  .toList();
          over.forEach(attempt -> updateAttempt(EmptiedAttempt.of(attempt)));
          return over.size();
        });
  }

  @Override
  public int removeExpired(Duration ago, int limit) {
    return tables.atomically(
        () -> {
          var over =
              sessions.entrySet().stream()
                  .filter(row -> row.getValue().session().isExpiredAt(tables.now().minus(ago)))
                  .map(Map.Entry::getKey)
                  .limit(limit)
                  .toList();
          over.forEach(sessions::remove);
          removeOrphans();
          return over.size();
        });
  }

  @FunctionalInterface
  private interface Change {
    @Nullable AttemptRow of(AttemptRow row);
  }

  private boolean change(WorkspaceId workspace, AttemptId id, Change change) {
    return tables.atomically(
        () -> {
          var key = RowKey.of(workspace, id.value());
          var row = attempts.get(key);
          var next = row == null ? null : change.of(row);
          if (next == null) {
            return false;
          }
          attempts.put(key, next);
          return true;
        });
  }

  private static RowKey sessionKey(AuthorizationAttempt attempt) {
    return RowKey.of(attempt.workspace(), attempt.session().value());
  }

  private static RowKey key(ConnectSession session) {
    return RowKey.of(session.workspace(), session.id().value());
  }
}
