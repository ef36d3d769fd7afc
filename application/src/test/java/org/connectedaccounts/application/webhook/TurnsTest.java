package org.connectedaccounts.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.connectedaccounts.application.port.WebhookDeliveries.Waiting;
import org.connectedaccounts.domain.event.WebhookEndpointId;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** Who waits for slow receivers, and who does not. */
class TurnsTest {

  private static final int HALF = 8;

  private final Turns turns = new Turns();
  private int made;

  private WorkspaceId workspace() {
    return new WorkspaceId(new UUID(1, ++made));
  }

  private Waiting endpoint(WorkspaceId workspace) {
    return new Waiting(workspace, new WebhookEndpointId(new UUID(2, ++made)));
  }

  private CompletableFuture<Void> turn(Waiting waiting) {
    return CompletableFuture.runAsync(() -> turns.await(waiting), Thread::startVirtualThread);
  }

  /** Takes so many messages, which nobody answers. */
  private void take(Waiting waiting, int messages) {
    assertThat(turns.begin(waiting)).isTrue();
    turn(waiting).orTimeout(10, TimeUnit.SECONDS).join();
    turns.took(waiting, messages);
  }

  private void takeBatches(WorkspaceId workspace, int batches) {
    for (int n = 0; n < batches; n++) {
      take(endpoint(workspace), Turns.BATCH);
    }
  }

  private static void assertWaits(CompletableFuture<Void> turn) throws InterruptedException {
    Thread.sleep(Duration.ofMillis(100));
    assertThat(turn).isNotDone();
  }

  @Test
  void workspaceThatHasHalfOfThePlacesWaitsAndAnotherGoesOn() throws Exception {
    WorkspaceId greedy = workspace();
    takeBatches(greedy, HALF);
    assertWaits(turn(endpoint(greedy)));

    WorkspaceId second = workspace();
    takeBatches(second, HALF / 2);
    assertWaits(turn(endpoint(second)));
    take(endpoint(workspace()), Turns.BATCH);
  }

  @Test
  void placesThatABatchHasNoNeedOfAreForOthers() {
    WorkspaceId greedy = workspace();
    for (int n = 0; n < 8 * Turns.BATCH - Turns.BATCH; n++) {
      take(endpoint(greedy), 1);
    }
    take(endpoint(workspace()), Turns.BATCH);
  }

  @Test
  void workspaceThatWaitsGoesOnWhenItsMessagesAreAnswered() throws Exception {
    WorkspaceId greedy = workspace();
    takeBatches(greedy, HALF - 1);
    Waiting last = endpoint(greedy);
    take(last, Turns.BATCH);
    CompletableFuture<Void> next = turn(endpoint(greedy));
    for (int n = 0; n < Turns.BATCH - 1; n++) {
      turns.ended(last);
    }
    assertWaits(next);
    turns.ended(last);
    next.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void endpointGoesOnBesideSlowMessagesUntilThereAreMoreThanABatch() {
    Waiting endpoint = endpoint(workspace());
    take(endpoint, Turns.BATCH);
    assertThat(turns.busy(false)).isEmpty();
    take(endpoint, 1);
    assertThat(turns.begin(endpoint)).isFalse();
    assertThat(turns.busy(true)).containsExactly(endpoint);
    turns.ended(endpoint);
    assertThat(turns.begin(endpoint)).isTrue();
    assertThat(turns.begin(endpoint)).as("one asks at a time").isFalse();
  }

  @Test
  void endpointWhereNothingElseIsDueIsNotAskedForUntilThereIsNewsOrAnAnswer() {
    Waiting endpoint = endpoint(workspace());
    take(endpoint, 2);
    take(endpoint, 0);
    assertThat(turns.busy(false)).containsExactly(endpoint);
    assertThat(turns.busy(true)).isEmpty();

    take(endpoint, 0);
    turns.ended(endpoint);
    assertThat(turns.busy(false)).isEmpty();
  }

  @Test
  void newsThatComesWhileItIsAskedForIsNotLost() {
    Waiting endpoint = endpoint(workspace());
    take(endpoint, 1);
    assertThat(turns.begin(endpoint)).isTrue();
    turns.await(endpoint);
    assertThat(turns.busy(true)).containsExactly(endpoint);
    turns.took(endpoint, 0);
    assertThat(turns.busy(false)).isEmpty();
  }

  @Test
  void endpointThatRestsIsLeftAlone() {
    Waiting endpoint = endpoint(workspace());
    turns.rest(endpoint, true);
    assertThat(turns.busy(true)).isEqualTo(Set.of(endpoint));
    assertThat(turns.begin(endpoint)).isFalse();
    turns.rest(endpoint, false);
    assertThat(turns.busy(false)).isEmpty();
  }
}
