package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.connectedaccounts.application.port.AppRequests;
import org.connectedaccounts.application.port.AppRequests.AppRequest;
import org.connectedaccounts.application.port.AppRequests.Vote;
import org.connectedaccounts.application.port.PageRequest;
import org.connectedaccounts.domain.Refusal;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link AppRequests} owes. */
public interface AppRequestsContract extends StoreContract {

  AppRequests appRequests();

  private AppRequest vote(WorkspaceId workspace, String key, String voter) {
    return vote(workspace, key, voter, FakeIds.next());
  }

  private AppRequest vote(WorkspaceId workspace, String key, String voter, UUID id) {
    var vote = new Vote(workspace, key, "Acme " + voter, "https://acme.example", "please", voter);
    return fromUnit(() -> appRequests().vote(vote, id));
  }

  @Test
  default void voteWhenFirstThenMakesTheRequestWithTheId() {
    var id = FakeIds.next();

    var request = vote(newWorkspace(), "acme", "user-1", id);

    assertThat(request)
        .isEqualTo(
            new AppRequest(id, "Acme user-1", "https://acme.example", 1, request.createdAt()));
  }

  @Test
  default void voteWhenAskedForBeforeThenCountsAndTheFirstStays() {
    var workspace = newWorkspace();
    var first = vote(workspace, "acme", "user-1");

    var second = vote(workspace, "acme", "user-2");

    assertThat(second)
        .isEqualTo(new AppRequest(first.id(), first.name(), first.url(), 2, first.createdAt()));
    assertThat(all(workspace, 10)).containsExactly(second);
  }

  @Test
  default void voteWhenSameVoterThenCountsOnce() {
    var workspace = newWorkspace();
    var first = vote(workspace, "acme", "user-1");

    assertThat(vote(workspace, "acme", "user-1")).isEqualTo(first);
  }

  @Test
  default void voteWhenUrlAndNoteAreMissingThenCounts() {
    var vote = new Vote(newWorkspace(), "acme", "Acme", null, null, "user-1");

    var request = fromUnit(() -> appRequests().vote(vote, FakeIds.next()));

    assertThat(request.url()).isNull();
    assertThat(all(vote.workspace(), 10)).containsExactly(request);
  }

  @Test
  default void voteWhenOtherWorkspaceThenApart() {
    var workspace = newWorkspace();
    var other = newWorkspace();
    var mine = vote(workspace, "acme", "user-1");

    var theirs = vote(other, "acme", "user-1");

    assertThat(theirs.id()).isNotEqualTo(mine.id());
    assertThat(theirs.votes()).isEqualTo(1);
    assertThat(all(workspace, 10)).containsExactly(mine);
    assertThat(all(other, 10)).containsExactly(theirs);
  }

  @Test
  default void rankingWhenPagedThenMostWantedFirstAndOlderAmongEquals() {
    var workspace = newWorkspace();
    var older = vote(workspace, "older", "user-1");
    vote(workspace, "wanted", "user-1");
    var younger = vote(workspace, "younger", "user-1");
    var wanted = vote(workspace, "wanted", "user-2");
    vote(newWorkspace(), "theirs", "user-1");

    for (int limit = 1; limit <= 4; limit++) {
      assertThat(all(workspace, limit)).containsExactly(wanted, older, younger);
    }
  }

  @Test
  default void rankingWhenOperatorThenVotesOfAllWorkspacesAreSummedByKey() {
    var key = "k" + FakeIds.next().toString().replace("-", "");
    var first = vote(newWorkspace(), key, "user-1");
    var other = newWorkspace();
    vote(other, key, "user-1");
    vote(other, key, "user-2");
    var apart = vote(other, key + "x", "user-1");

    assertThat(all(WorkspaceId.OPERATOR, 2))
        .containsSubsequence(
            new AppRequest(first.id(), first.name(), first.url(), 3, first.createdAt()), apart)
        .doesNotHaveDuplicates()
        .extracting(AppRequest::id)
        .doesNotHaveDuplicates();
  }

  @Test
  default void rankingWhenNobodyAskedThenEmpty() {
    assertThat(all(newWorkspace(), 10)).isEmpty();
  }

  @Test
  default void rankingWhenCursorIsNoneThenRefuses() {
    var workspace = newWorkspace();
    for (var cursor : List.of("", "nonsense", "1-", "-1", "1-ar_x", "9".repeat(30) + "-1")) {
      assertThatThrownBy(() -> appRequests().ranking(workspace, new PageRequest(cursor, 10)))
          .isInstanceOfSatisfying(
              Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Code.INVALID_CURSOR));
    }
  }

  private List<AppRequest> all(WorkspaceId workspace, int limit) {
    var page = appRequests().ranking(workspace, new PageRequest(null, limit));
    var all = new ArrayList<>(page.items());
    while (page.next() != null) {
      page = appRequests().ranking(workspace, new PageRequest(page.next(), limit));
      assertThat(page.items()).hasSizeBetween(1, limit);
      all.addAll(page.items());
    }
    return all;
  }
}
