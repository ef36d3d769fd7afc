package org.connectedaccounts.bootstrap.journey;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Somebody who has events delivered, and says what it is told to say. */
final class EventReceiver implements AutoCloseable {

  /** One that came, header names in lower case. */
  record Message(Map<String, List<String>> headers, String body) {
    String id() {
      return headers.getOrDefault("webhook-id", List.of()).getFirst();
    }
  }

  private static final int GOOD = 204;

  /** As long as the service just waits for. */
  private static final Duration SLOWNESS = Duration.ofSeconds(9);

  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger toHold = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch letGo = new CountDownLatch(1);

  EventReceiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::receive);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
  }

  /** The next messages are answered so, the others well. */
  void answers(Integer... statuses) {
    answers.addAll(List.of(statuses));
  }

  /** So many next messages are answered late. */
  void isSlow(int next) {
    toHold.set(next);
  }

  /** How many wait for their answer. */
  int held() {
    return held.get();
  }

  /** Those that wait are answered now, and no other is held up any more. */
  void letGo() {
    letGo.countDown();
  }

  private void hold() {
    held.incrementAndGet();
    try {
      boolean _ = letGo.await(SLOWNESS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      held.decrementAndGet();
    }
  }

  /** In the order in which they came, with those that were not taken. */
  List<Message> messages() {
    return List.copyOf(messages);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, List<String>> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
      byte[] body = exchange.getRequestBody().readAllBytes();
      Integer status = answers.poll();
      messages.add(new Message(headers, new String(body, StandardCharsets.UTF_8)));
      if (toHold.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        hold();
      }
      exchange.sendResponseHeaders(status == null ? GOOD : status, -1);
    }
  }

  @Override
  public void close() {
    letGo.countDown();
    server.stop(0);
  }
}
