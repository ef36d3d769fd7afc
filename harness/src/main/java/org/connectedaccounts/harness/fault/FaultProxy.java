package org.connectedaccounts.harness.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.connectedaccounts.harness.fault.Fault.Direction;

/** Stands before a port and does to its connections what it is told. */
public final class FaultProxy implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final ServerSocket listener;
  private final int target;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile Fault fault = Fault.NONE;

  private FaultProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  public static FaultProxy before(int target) {
    try {
      var listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      FaultProxy proxy = new FaultProxy(listener, target);
      Thread.ofPlatform().daemon().name("fault proxy").start(proxy::accept);
      return proxy;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Holds for new connections, and from now on for those that are open. */
  public void set(Fault next) {
    fault = next;
    pairs.forEach(pair -> pair.restart());
  }

  public void heal() {
    fault = Fault.NONE;
    // What was swallowed is gone, so that these connections can never be well again.
    pairs.stream().filter(Pair::swallowed).forEach(pair -> pair.close(true));
  }

  /** Ends all connections that are open. */
  public void resetAll() {
    pairs.forEach(pair -> pair.close(true));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException closed) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }

  private void connect(Socket client) {
    try {
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Pair pair = new Pair(client, server, () -> fault);
      pairs.add(pair);
      Thread.ofVirtual().start(() -> pair.pump(Direction.TO_SERVER));
      pair.pump(Direction.TO_CLIENT);
      pairs.remove(pair);
    } catch (IOException unreachable) {
      Pair.closeQuietly(client, true);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      resetAll();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
