package org.connectedaccounts.adapters.out.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.http.jdk.JDKVaultHttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Unreachable;
import org.connectedaccounts.application.port.KeyEncryptionKeys.Wrapped;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many who ask for one data key at once, of a Vault that takes requests and is slow to answer. */
class UnwrapAtOnceTest {

  private static final Duration DEADLINE = Duration.ofMillis(1500);
  private static final int MANY = 8;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private final WorkspaceId workspace = new WorkspaceId(UUID.randomUUID());
  private final Wrapped wrapped = new Wrapped("vault:v1:x".getBytes(US_ASCII), "vault:v1");

  private HttpServer slow;
  private VaultTransitKeys keys;

  @BeforeEach
  void open() throws IOException {
    slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    slow.setExecutor(answering);
    slow.createContext("/", this::answer);
    slow.start();
    VaultClient client =
        VaultClient.builder()
            .executor(new JDKVaultHttpClient(http))
            .baseUrl("http://127.0.0.1:" + slow.getAddress().getPort())
            .clientToken("t")
            .requestTimeout(Duration.ofSeconds(20))
            .build();
    var server = new VaultServer(() -> client, true, DEADLINE, Patience.OF_A_CALL);
    keys = new VaultTransitKeys(server, "transit", "connected-accounts-");
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    try {
      boolean _ = answers.await(20, SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    byte[] bytes = "{\"data\":{\"plaintext\":\"AQID\"}}".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @AfterEach
  void close() {
    answers.countDown();
    slow.stop(0);
    answering.close();
    http.close();
  }

  private FutureTask<byte[]> unwrap() {
    var task = new FutureTask<>(() -> keys.unwrap(workspace, wrapped));
    Thread.ofPlatform().start(task);
    return task;
  }

  /** Each would wait the whole time, one after the other, where each asks for himself. */
  @Test
  void unwrapWhenVaultHangsThenItIsAskedOnceAndNobodyWaitsLongerThanTheFirst() throws Exception {
    var first = unwrap();
    Thread.sleep(DEADLINE.dividedBy(2));
    long began = System.nanoTime();
    var others = new ArrayList<FutureTask<byte[]>>();
    for (int n = 1; n < MANY; n++) {
      others.add(unwrap());
    }
    assertFailed(first);
    for (var other : others) {
      assertFailed(other);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(DEADLINE);
    assertThat(asked).hasValue(1);
  }

  private static void assertFailed(FutureTask<byte[]> unwrapping) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> unwrapping.get(10, SECONDS))
        .withCauseInstanceOf(Unreachable.class)
        .withMessageContaining("did not answer");
  }

  @Test
  void unwrapWhenTheDeadlineIsOverThenVaultIsAskedAnew() throws Exception {
    assertFailed(unwrap());
    answers.countDown();
    Thread.sleep(500);
    assertThat(keys.unwrap(workspace, wrapped)).containsExactly(1, 2, 3);
    assertThat(asked).hasValue(2);
  }

  /** Who wipes his key must not wipe the others'. */
  @Test
  void unwrapWhenItAnswersThenEachHasTheKeyForHimself() throws Exception {
    var all = new ArrayList<FutureTask<byte[]>>();
    var threads = new ArrayList<Thread>();
    for (int n = 0; n < MANY; n++) {
      var task = new FutureTask<>(() -> keys.unwrap(workspace, wrapped));
      all.add(task);
      threads.add(Thread.ofPlatform().start(task));
    }
    awaitAllWaiting(threads);
    answers.countDown();
    for (var each : all) {
      byte[] key = each.get(10, SECONDS);
      assertThat(key).containsExactly(1, 2, 3);
      Arrays.fill(key, (byte) 0);
    }
    assertThat(asked).hasValue(1);
  }

  private static void awaitAllWaiting(List<Thread> threads) throws InterruptedException {
    while (!threads.stream().allMatch(each -> each.getState() == Thread.State.TIMED_WAITING)) {
      Thread.sleep(5);
    }
  }
}
