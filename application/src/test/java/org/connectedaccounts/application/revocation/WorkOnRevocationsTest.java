package org.connectedaccounts.application.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.connectedaccounts.application.port.BulkRevocations;
import org.connectedaccounts.application.port.BulkRevocations.Lane;
import org.connectedaccounts.application.port.BulkRevocations.Task;
import org.connectedaccounts.domain.client.OAuthClientId;
import org.connectedaccounts.testing.FakeIds;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

/** What holds for all lanes together. */
class WorkOnRevocationsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Stage stage = new Stage();

  private static List<Lane> lanes(int number) {
    return Stream.generate(() -> new Lane(new OAuthClientId(FakeIds.next())))
        .limit(number)
        .toList();
  }

  /** A store where these lanes wait; what is taken of them is told, and is nothing. */
  private static BulkRevocations store(List<Lane> lanes, Consumer<Lane> taken) {
    return (BulkRevocations)
        Proxy.newProxyInstance(
            BulkRevocations.class.getClassLoader(),
            new Class<?>[] {BulkRevocations.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "waiting" -> {
                    Set<?> full = (Set<?>) arguments[0];
                    yield lanes.stream()
                        .filter(lane -> !full.contains(lane))
                        .limit((Integer) arguments[1])
                        .toList();
                  }
                  case "take" -> {
                    taken.accept((Lane) arguments[0]);
                    yield List.<Task>of();
                  }
                  default -> null;
                });
  }

  private WorkOnRevocations work(BulkRevocations store, WorkOnRevocations.Limits limits) {
    var s = stage.stores;
    var grants = stage.use.refreshes.revocation;
    var revoking = new AccountRevoking(store, s.accounts, grants, s.vault, s.tables);
    return new WorkOnRevocations(store, revoking, () -> NOW, limits);
  }

  @Test
  void handleWhenManyLanesWaitThenSoManyWorkAtOnceInAll() throws Exception {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var many = new CountDownLatch(24);
    var gate = new CountDownLatch(1);
    var store =
        store(
            lanes(20),
            _ -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              many.countDown();
              await(gate);
              inside.decrementAndGet();
            });
    var threads = ConcurrentHashMap.<Thread>newKeySet();

    work(store, new WorkOnRevocations.Limits(8, run -> threads.add(Thread.ofVirtual().start(run))))
        .handle();

    assertThat(many.await(10, TimeUnit.SECONDS)).isTrue();
    Thread.sleep(200);
    gate.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most).hasValue(24);
    assertThat(threads).hasSize(160);
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void handleWhenTheFirstLanesHaveAllTheirWorkersThenThoseBehindThemBegin() {
    var all = lanes(101);
    var taken = new HashSet<Lane>();
    var begun = new ArrayList<Runnable>();
    var work = work(store(all, taken::add), new WorkOnRevocations.Limits(2, begun::add));

    work.handle();
    work.handle();
    begun.forEach(Runnable::run);

    assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
  }
}
