package org.connectedaccounts.adapters.out.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A link to Vault that breaks after so many bytes, of those sent or of those answered. */
final class CutLink implements AutoCloseable {

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final URI target;
  private long left = Long.MAX_VALUE;
  private boolean ofAnswers;

  CutLink(String target) throws IOException {
    this.target = URI.create(target);
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + listening.getLocalPort();
  }

  /** From now on; every connection ends when they have passed. */
  synchronized void cutAfter(long bytes, boolean answered) {
    left = bytes;
    ofAnswers = answered;
  }

  synchronized void heal() {
    left = Long.MAX_VALUE;
  }

  /** Whether everything went through that was to. */
  synchronized boolean isWhole() {
    return left > 0;
  }

  private synchronized int permitted(int wanted, boolean answer) {
    if (answer != ofAnswers || left == Long.MAX_VALUE) {
      return left > 0 ? wanted : 0;
    }
    int permitted = (int) Math.min(left, wanted);
    left -= permitted;
    return permitted;
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
        int permitted = permitted(read, answer);
        out.write(buffer, 0, permitted);
        out.flush();
        if (permitted < read) {
          return;
        }
      }
    } catch (IOException _) {
      // Either side has gone.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
