package org.connectedaccounts.adapters.out.vault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.connectedaccounts.testing.Relay;

/** A link to Vault that breaks after so many bytes, of those sent or of those answered. */
final class CutLink implements AutoCloseable {

  private final Relay relay;
  private long left = Long.MAX_VALUE;
  private boolean ofAnswers;

  CutLink(String target) throws IOException {
    var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    relay = new Relay(listening, URI.create(target), this::permitted);
  }

  String url() {
    return "http://127.0.0.1:" + relay.port();
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

  @Override
  public void close() throws IOException {
    relay.close();
  }
}
