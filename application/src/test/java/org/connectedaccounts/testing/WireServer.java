package org.connectedaccounts.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * An HTTP/1.1 server on loopback that owns its sockets, so that an answer can also be a reset, half
 * a body or no HTTP at all. Records every request before anybody answers it.
 */
public final class WireServer implements AutoCloseable {

  private static final int TRIES_UNTIL_REFUSED = 1_000;

  private final Function<ReceivedRequest, Reply> handler;
  private final List<ReceivedRequest> requests = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final InetSocketAddress address;
  private volatile ServerSocket listener;
  private int arrived;

  public WireServer(Function<ReceivedRequest, Reply> handler) {
    this(handler, 0);
  }

  /** At a port that was told to others before. */
  public WireServer(Function<ReceivedRequest, Reply> handler, int port) {
    this.handler = handler;
    this.listener = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    this.address = new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    accept(listener);
  }

  public int port() {
    return address.getPort();
  }

  /** How many connections were accepted so far. */
  public int connections() {
    return accepted.get();
  }

  public List<ReceivedRequest> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /**
   * Waits until a path has been asked for so many times; false when that did not happen in time.
   */
  public boolean awaitRequests(String path, int count, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    synchronized (requests) {
      while (requests.stream().filter(request -> request.path().equals(path)).count() < count) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0 || !slept(millis)) {
          return false;
        }
      }
      return true;
    }
  }

  public void forgetRequests() {
    synchronized (requests) {
      requests.clear();
    }
  }

  /** Stops listening and drops every connection: the next connect is refused. */
  public void goDown() {
    closeQuietly(listener);
    open.forEach(WireServer::closeQuietly);
    awaitRefusal();
  }

  /** A closed listener still takes a connection while its accept() winds up; then it refuses. */
  private void awaitRefusal() {
    for (int i = 0; i < TRIES_UNTIL_REFUSED; i++) {
      try (Socket probe = new Socket()) {
        probe.connect(address);
      } catch (IOException refused) {
        return;
      }
    }
    throw new IllegalStateException("the port still listens");
  }

  /** Listens again, on the same port. */
  public void comeBack() {
    listener = listen(address);
    accept(listener);
  }

  @Override
  public void close() {
    goDown();
  }

  private boolean slept(long millis) {
    try {
      requests.wait(millis);
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ServerSocket listen(InetSocketAddress where) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(where, 256);
      return socket;
    } catch (IOException cannotListen) {
      throw new UncheckedIOException(cannotListen);
    }
  }

  private void accept(ServerSocket from) {
    Thread.ofVirtual()
        .name("wire-accept-" + from.getLocalPort())
        .start(
            () -> {
              while (!from.isClosed()) {
                try {
                  Socket connection = from.accept();
                  accepted.incrementAndGet();
                  open.add(connection);
                  Thread.ofVirtual().start(() -> serve(connection));
                } catch (IOException closed) {
                  closeQuietly(from);
                }
              }
            });
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      WireExchange exchange =
          new WireExchange(
              connection,
              new BufferedInputStream(connection.getInputStream()),
              new BufferedOutputStream(connection.getOutputStream()));
      boolean more = true;
      while (more) {
        ReceivedRequest request = exchange.read(this::numbered);
        more = request != null && exchange.write(request, handler.apply(request));
      }
    } catch (IOException | UncheckedIOException gone) {
      // The peer went away, or goDown() took the connection: both are what a wire does.
      closeQuietly(connection);
    } finally {
      open.remove(connection);
    }
  }

  private ReceivedRequest numbered(ReceivedRequest request) {
    synchronized (requests) {
      ReceivedRequest recorded =
          new ReceivedRequest(
              ++arrived, request.method(), request.target(), request.headers(), request.body());
      requests.add(recorded);
      requests.notifyAll();
      return recorded;
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception alreadyGone) {
      throw new IllegalStateException(alreadyGone);
    }
  }
}
