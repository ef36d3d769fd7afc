package org.connectedaccounts.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** Passes bytes on between whoever connects here and a server, through a valve. */
public final class Relay implements AutoCloseable {

  /** What may pass, and when. */
  @FunctionalInterface
  public interface Valve {

    /**
     * @param bytes that have come
     * @param answer whether they come from the server
     * @return how many of them go on; fewer end the connection
     */
    int pass(int bytes, boolean answer) throws InterruptedException;
  }

  private final ServerSocket listening;
  private final URI target;
  private final Valve valve;

  public Relay(ServerSocket listening, URI target, Valve valve) {
    this.listening = listening;
    this.target = target;
    this.valve = valve;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(target.getHost(), target.getPort());
        Thread.ofVirtual().start(() -> pass(client, server, false));
        Thread.ofVirtual().start(() -> pass(server, client, true));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void pass(Socket from, Socket to, boolean answer) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        int permitted = valve.pass(read, answer);
        out.write(buffer, 0, permitted);
        out.flush();
        if (permitted < read) {
          return;
        }
      }
    } catch (IOException _) {
      // Either side has gone.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
