package org.connectedaccounts.adapters.out.egress;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLException;
import org.connectedaccounts.application.port.Egress.Answer;
import org.connectedaccounts.application.port.Egress.Answered;
import org.connectedaccounts.application.port.Egress.Cause;
import org.connectedaccounts.application.port.Egress.Lost;
import org.connectedaccounts.application.port.Egress.NotSent;
import org.connectedaccounts.application.port.Egress.Request;
import org.jspecify.annotations.Nullable;

/** One request and its answer, on a connection of its own. */
final class Exchange {

  /** The deadline tells a slow connect before the socket's own limit does. */
  private static final Duration CONNECT_GRACE = Duration.ofSeconds(1);

  private static final Duration LATE = Duration.ofMillis(500);

  /** How long a permission to send holds: longer than a busy event loop takes to get to it. */
  private static final Duration STILL_ALLOWED = Duration.ofMillis(300);

  /** Whether a byte of the request may have left is decided by one compare-and-set. */
  private enum Stage {
    CONNECTING,
    SENT,
    ENDED
  }

  private final Destination destination;
  private final RequestHead head;
  private final byte[] body;
  private final BooleanSupplier allowed;
  private final int limit;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CONNECTING);
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final Buffer received = Buffer.buffer();
  private volatile @Nullable HttpClientRequest request;

  Exchange(Destination destination, RequestHead head, Request asked, int limit) {
    this.destination = destination;
    this.head = head;
    this.body = asked.body();
    this.allowed = asked.allowed();
    this.limit = limit;
  }

  Answer await(Duration deadline) {
    try {
      return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      return lateAnswer();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return giveUp(Cause.CONNECTION_LOST);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A request failed for a reason of our own", e.getCause());
    }
  }

  /**
   * A process that was frozen finds its time over, and perhaps an answer that has arrived
   * meanwhile: it is read before anything is given up.
   */
  private Answer lateAnswer() {
    if (stage.compareAndSet(Stage.CONNECTING, Stage.ENDED)) {
      answer.complete(new NotSent(Cause.DEADLINE));
      close();
      return answer.join();
    }
    try {
      return answer.get(LATE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException _) {
      return giveUp(Cause.DEADLINE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return giveUp(Cause.CONNECTION_LOST);
    }
  }

  /** Before anything was connected. */
  void refuse(Cause cause) {
    stage.set(Stage.ENDED);
    answer.complete(new NotSent(cause));
  }

  void fail(RuntimeException bug) {
    answer.completeExceptionally(bug);
  }

  void connect(HttpClient client, InetAddress address, Duration deadline) {
    var server = new InetSocketAddress(address, destination.port());
    var options =
        new RequestOptions()
            .setServer(SocketAddress.inetSocketAddress(server))
            .setHost(destination.host())
            .setPort(destination.port())
            .setSsl(destination.tls())
            .setMethod(HttpMethod.valueOf(head.method()))
            .setURI(destination.target())
            .setFollowRedirects(false)
            .setConnectTimeout(deadline.plus(CONNECT_GRACE).toMillis());
    client.request(options).onComplete(made -> connected(made, server), this::notConnected);
  }

  private void connected(HttpClientRequest made, InetSocketAddress server) {
    var remote = made.connection().remoteAddress(true);
    request = made;
    if (!server.getAddress().getHostAddress().equals(remote.hostAddress())
        || server.getPort() != remote.port()) {
      giveUp(Cause.DESTINATION_REFUSED);
    } else {
      ask(made, Objects.requireNonNull(Vertx.currentContext()));
    }
  }

  /** Who is asked may wait for the store, and the event loop must not. */
  private void ask(HttpClientRequest made, Context loop) {
    Thread.ofVirtual().name("egress").start(orFail(made, () -> sendIfAllowed(made, loop)));
  }

  private void sendIfAllowed(HttpClientRequest made, Context loop) {
    if (!allowed.getAsBoolean()) {
      giveUp(Cause.DEADLINE);
      return;
    }
    long asked = System.nanoTime();
    Runnable sending = orFail(made, () -> sendSoon(made, loop, asked));
    // Elsewhere an answer could have come and gone before anybody listens.
    loop.runOnContext(_ -> sending.run());
  }

  /** A process that was frozen since it asked has to ask again. */
  private void sendSoon(HttpClientRequest made, Context loop, long asked) {
    boolean tooLate = System.nanoTime() - asked > STILL_ALLOWED.toNanos();
    if (tooLate && stage.get() == Stage.CONNECTING) {
      ask(made, loop);
    } else if (stage.compareAndSet(Stage.CONNECTING, Stage.SENT)) {
      send(made);
    } else {
      made.connection().close();
    }
  }

  private Runnable orFail(HttpClientRequest made, Runnable step) {
    return () -> {
      try {
        step.run();
      } catch (RuntimeException e) {
        fail(e);
        made.connection().close();
      }
    };
  }

  private void send(HttpClientRequest made) {
    head.headers().forEach(made::putHeader);
    made.putHeader("host", destination.authority());
    made.response().onComplete(this::read, _ -> giveUp(Cause.CONNECTION_LOST));
    boolean bodiless = body.length == 0 && List.of("GET", "HEAD").contains(head.method());
    var _ = bodiless ? made.send() : made.send(Buffer.buffer(body));
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(_ -> giveUp(Cause.CONNECTION_LOST));
    response.handler(
        chunk -> {
          if (chunk.length() > limit - received.length()) {
            giveUp(Cause.TOO_LARGE);
          } else {
            received.appendBuffer(chunk);
          }
        });
    response.endHandler(
        _ -> end(new Answered(response.statusCode(), headers(response), received.getBytes())));
  }

  private static Map<String, List<String>> headers(HttpClientResponse response) {
    var headers = new HashMap<String, List<String>>();
    response
        .headers()
        .forEach(
            (name, value) ->
                headers
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(value));
    return headers;
  }

  /** Vert.x has done the handshake, too, before it counts as connected. */
  private void notConnected(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof ClosedChannelException) {
        giveUp(Cause.TLS_FAILED);
        return;
      }
    }
    giveUp(Cause.CONNECT_FAILED);
  }

  private Answer giveUp(Cause cause) {
    boolean unsent = stage.getAndSet(Stage.ENDED) == Stage.CONNECTING;
    answer.complete(unsent ? new NotSent(cause) : new Lost(cause));
    close();
    return answer.join();
  }

  /** The answer first: whoever gives up between the two must find it. */
  private void end(Answered answered) {
    answer.complete(answered);
    stage.set(Stage.ENDED);
    close();
  }

  private void close() {
    var made = request;
    if (made != null) {
      made.connection().close();
    }
  }
}
