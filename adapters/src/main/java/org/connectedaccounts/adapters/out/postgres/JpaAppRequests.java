package org.connectedaccounts.adapters.out.postgres;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.TypeId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;

/** SQL without rows: what is read is counted over requests and their votes, never one of them. */
@ApplicationScoped
@BriefSession
class JpaAppRequests implements AppRequests {

  /** Wishes of one workspace, or of all, where the first one of a key speaks for the others. */
  private static final String RANKED =
      """
      select * from (
        select r.key,
               (array_agg(r.id order by r.id))[1] as id,
               (array_agg(r.name order by r.id))[1] as name,
               (array_agg(r.url order by r.id))[1] as url,
               cast(sum(v.votes) as bigint) as votes,
               min(r.created_at) as created_at
        from app_request r
        join (
          select workspace_id, key, count(*) as votes from app_request_vote
          where workspace_id = :workspace or :workspace = :operator
          group by workspace_id, key) v using (workspace_id, key)
        group by r.key) ranked
      """;

  private final StatelessSession session;

  JpaAppRequests(StatelessSession session) {
    this.session = session;
  }

  @Override
  public AppRequest vote(Vote vote, UUID id) {
    session
        .createNativeMutationQuery(
            """
            insert into app_request (workspace_id, key, id, name, url)
            values (:workspace, :key, :id, :name, :url)
            on conflict (workspace_id, key) do nothing
            """)
        .setParameter("workspace", vote.workspace().value())
        .setParameter("key", vote.key())
        .setParameter("id", id)
        .setParameter("name", vote.name())
        .setParameter("url", vote.url(), String.class)
        .executeUpdate();
    session
        .createNativeMutationQuery(
            """
            insert into app_request_vote (workspace_id, key, voter, note)
            values (:workspace, :key, :voter, :note)
            on conflict (workspace_id, key, voter) do nothing
            """)
        .setParameter("workspace", vote.workspace().value())
        .setParameter("key", vote.key())
        .setParameter("voter", vote.voter())
        .setParameter("note", vote.note(), String.class)
        .executeUpdate();
    return toDomain(
        query(RANKED + " where key = :key", vote.workspace())
            .setParameter("key", vote.key())
            .getSingleResult());
  }

  @Override
  public Page<AppRequest> ranking(WorkspaceId workspace, PageRequest page) {
    Optional<Rank> after = page.position(Rank::parse);
    var rest = after.isEmpty() ? "" : " where votes < :votes or (votes = :votes and id > :id)";
    var query = query(RANKED + rest + " order by votes desc, id", workspace);
    after.ifPresent(
        rank -> query.setParameter("votes", rank.votes()).setParameter("id", rank.id()));
    var rows = query.setMaxResults(page.limit() + 1).getResultList();
    return Page.of(
        rows.stream().map(JpaAppRequests::toDomain).toList(),
        page.limit(),
        last -> Rank.of(last).text());
  }

  private NativeQuery<Tuple> query(String sql, WorkspaceId workspace) {
    return session
        .createNativeQuery(sql, Tuple.class)
        .addScalar("id", UUID.class)
        .addScalar("name", String.class)
        .addScalar("url", String.class)
        .addScalar("votes", Long.class)
        .addScalar("created_at", Instant.class)
        .setParameter("workspace", workspace.value())
        .setParameter("operator", WorkspaceId.OPERATOR.value());
  }

  private static AppRequest toDomain(Tuple row) {
    return new AppRequest(
        row.get("id", UUID.class),
        row.get("name", String.class),
        row.get("url", String.class),
        row.get("votes", Long.class),
        row.get("created_at", Instant.class));
  }

  /** Where a request stands: how many want it, and among equals the older one first. */
  private record Rank(long votes, UUID id) {

    private static final String ID_PREFIX = "ar";
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})-(.+)");

    static Optional<Rank> parse(String text) {
      var parts = TEXT.matcher(text);
      if (!parts.matches()) {
        return Optional.empty();
      }
      return TypeId.parse(ID_PREFIX, parts.group(2))
          .map(id -> new Rank(Long.parseLong(parts.group(1)), id));
    }

    static Rank of(AppRequest request) {
      return new Rank(request.votes(), request.id());
    }

    String text() {
      return votes + "-" + TypeId.format(ID_PREFIX, id);
    }
  }
}
