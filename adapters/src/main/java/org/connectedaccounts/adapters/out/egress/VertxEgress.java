package org.connectedaccounts.adapters.out.egress;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.application.port.Egress;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * On a Vert.x of its own: the application's one may measure and trace requests with their paths,
 * and some providers want a secret there.
 */
@Singleton
@Startup
final class VertxEgress implements Egress {

  private static final int CONNECTIONS_PER_HOST = 256;
  private static final int MAX_RESPONSE_HEADERS = 64 * 1024;
  private static final int EVENT_LOOPS = 2;

  private final Vertx vertx;
  private final HttpClient client;
  private final Lookup lookup;
  private final BooleanSupplier inTransaction;
  private final int limit;

  @Inject
  VertxEgress(
      @ConfigProperty(name = AllowList.SETTING) Optional<List<String>> allow,
      @ConfigProperty(
              name = "connected-accounts.egress.max-response-bytes",
              defaultValue = "1048576")
          int limit) {
    this(
        new Lookup(
            name -> List.of(InetAddress.getAllByName(name)),
            AllowList.parse(allow.orElse(List.of()))),
        () -> QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION,
        limit,
        options());
  }

  VertxEgress(Lookup lookup, BooleanSupplier inTransaction, int limit, HttpClientOptions options) {
    this.lookup = lookup;
    this.inTransaction = inTransaction;
    this.limit = limit;
    var files =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setWorkerPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(files));
    this.client = vertx.createHttpClient(options);
  }

  /** Each request has a fresh connection: a stale one would lose it, and it is never sent again. */
  static HttpClientOptions options() {
    return new HttpClientOptions()
        .setKeepAlive(false)
        .setPipelining(false)
        .setMaxPoolSize(CONNECTIONS_PER_HOST)
        .setMaxHeaderSize(MAX_RESPONSE_HEADERS)
        .setVerifyHost(true)
        .setTrustAll(false)
        .setDecompressionSupported(false);
  }

  @Override
  public Answer send(Request request) {
    if (inTransaction.getAsBoolean()) {
      throw new IllegalStateException("No network inside a unit of work");
    }
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("An event loop must not wait for the network");
    }
    var destination = Destination.parse(request.url());
    var head = RequestHead.of(request.method(), request.headers());
    if (destination.isEmpty() || head.isEmpty()) {
      return new NotSent(Cause.DESTINATION_REFUSED);
    }
    var exchange = new Exchange(destination.get(), head.get(), request, limit);
    // The resolver knows no deadline, so it waits elsewhere.
    Thread.ofVirtual().name("egress").start(() -> begin(exchange, request, destination.get()));
    return exchange.await(request.deadline());
  }

  private void begin(Exchange exchange, Request request, Destination destination) {
    try {
      switch (lookup.find(request.app(), destination)) {
        case Lookup.Refused refused -> exchange.refuse(refused.cause());
        case Lookup.Found found -> exchange.connect(client, found.address(), request.deadline());
      }
    } catch (RuntimeException e) {
      exchange.fail(e);
    }
  }

  @PreDestroy
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
