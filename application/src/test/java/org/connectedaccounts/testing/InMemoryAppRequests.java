package org.connectedaccounts.testing;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.Page;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.TypeId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** {@link AppRequests} in memory. */
public final class InMemoryAppRequests implements AppRequests {

  private static final Comparator<AppRequest> BY_RANK =
      Comparator.comparingLong(AppRequest::votes).reversed().thenComparing(AppRequest::id);

  private record Wish(
      WorkspaceId workspace,
      String key,
      UUID id,
      String name,
      @Nullable String url,
      Instant createdAt) {}

  private final InMemoryTables tables;
  private final Map<RowKey, Wish> wishes;
  private final Map<RowKey, Vote> votes;

  public InMemoryAppRequests(InMemoryTables tables) {
    this.tables = tables;
    this.wishes = tables.table("app_request");
    this.votes = tables.table("app_request_vote");
  }

  @Override
  public AppRequest vote(Vote vote, UUID id) {
    wishes.putIfAbsent(
        RowKey.of(vote.workspace(), vote.key()),
        new Wish(vote.workspace(), vote.key(), id, vote.name(), vote.url(), tables.now()));
    votes.putIfAbsent(RowKey.of(vote.workspace(), vote.key(), vote.voter()), vote);
    return summed(
        wishes.values().stream()
            .filter(
                wish -> wish.workspace().equals(vote.workspace()) && wish.key().equals(vote.key()))
            .toList());
  }

  @Override
  public Page<AppRequest> ranking(WorkspaceId workspace, PageRequest page) {
    var after = page.position(InMemoryAppRequests::parse);
    var ranked = tables.atomically(() -> ranked(workspace));
    int start =
        after.isEmpty() ? 0 : 1 + ranked.stream().map(AppRequest::id).toList().indexOf(after.get());
    var rest = ranked.stream().skip(start).limit(page.limit() + 1L).toList();
    return Page.of(rest, page.limit(), last -> TypeId.format("ar", last.id()));
  }

  private static Optional<UUID> parse(String cursor) {
    return TypeId.parse("ar", cursor);
  }

  private List<AppRequest> ranked(WorkspaceId workspace) {
    return wishes.values().stream()
        .filter(
            wish -> workspace.equals(WorkspaceId.OPERATOR) || wish.workspace().equals(workspace))
        .collect(Collectors.groupingBy(Wish::key))
        .values()
        .stream()
        .map(this::summed)
        .sorted(BY_RANK)
        .toList();
  }

  private AppRequest summed(List<Wish> same) {
    var first = same.stream().min(comparing(Wish::id)).orElseThrow();
    long sum =
        votes.values().stream()
            .filter(
                vote ->
                    same.stream()
                        .anyMatch(
                            wish ->
                                wish.workspace().equals(vote.workspace())
                                    && wish.key().equals(vote.key())))
            .count();
    return new AppRequest(first.id(), first.name(), first.url(), sum, first.createdAt());
  }
}
