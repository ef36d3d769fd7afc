package org.connectedaccounts.harness.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.connectedaccounts.harness.fault.Fault.Direction;
import org.connectedaccounts.harness.fault.Fault.Kind;

/** The two halves of one connection. */
final class Pair {
  private static final int BUFFER = 8192;

  private final Socket client;
  private final Socket server;
  private final Supplier<Fault> fault;
  private final AtomicLong toServer = new AtomicLong();
  private final AtomicLong toClient = new AtomicLong();
  private volatile boolean swallowed;

  Pair(Socket client, Socket server, Supplier<Fault> fault) {
    this.client = client;
    this.server = server;
    this.fault = fault;
  }

  /** Bytes count from here. */
  void restart() {
    toServer.set(0);
    toClient.set(0);
  }

  boolean swallowed() {
    return swallowed;
  }

  void pump(Direction side) {
    Socket from = side == Direction.TO_SERVER ? client : server;
    Socket to = side == Direction.TO_SERVER ? server : client;
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (!forward(buffer, read, side, to)) {
          return;
        }
      }
      if (!swallowed) {
        to.shutdownOutput();
      }
    } catch (IOException broken) {
      close(true);
    }
  }

  /** Says whether this direction goes on. */
  private boolean forward(byte[] buffer, int read, Direction side, Socket to) throws IOException {
    Fault now = fault.get();
    pause(now);
    if (!now.touches(side)) {
      to.getOutputStream().write(buffer, 0, read);
      return true;
    }
    AtomicLong count = side == Direction.TO_SERVER ? toServer : toClient;
    long room = now.limit() - count.getAndAdd(read);
    if (room >= read && now.kind() != Kind.BLACK_HOLE) {
      to.getOutputStream().write(buffer, 0, read);
      return true;
    }
    to.getOutputStream().write(buffer, 0, Math.toIntExact(Math.clamp(room, 0, read)));
    return happen(now.kind(), to);
  }

  private boolean happen(Kind kind, Socket to) throws IOException {
    switch (kind) {
      case RESET -> close(true);
      case CUT -> close(false);
      case HALF_CLOSE -> to.shutdownOutput();
      case BLACK_HOLE, NONE -> {
        swallowed = true;
        return true;
      }
    }
    return false;
  }

  private static void pause(Fault now) throws IOException {
    try {
      Thread.sleep(now.latency());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  void close(boolean reset) {
    closeQuietly(client, reset);
    closeQuietly(server, reset);
  }

  static void closeQuietly(Socket socket, boolean reset) {
    try {
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException gone) {
      // It was closed before, which is what is wanted.
      return;
    }
  }
}
