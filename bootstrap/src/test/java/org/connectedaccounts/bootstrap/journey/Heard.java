package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What the service logs, whatever its level. */
final class Heard extends Handler {

  final Queue<String> lines = new ConcurrentLinkedQueue<>();

  static Heard fromNowOn() {
    Heard heard = new Heard();
    heard.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(heard);
    Logger.getLogger("org.connectedaccounts").setLevel(Level.ALL);
    return heard;
  }

  @Override
  public void publish(LogRecord record) {
    String message =
        record instanceof ExtLogRecord ext ? ext.getFormattedMessage() : record.getMessage();
    lines.add(message + " " + record.getThrown());
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }

  /** Neither whole nor in parts. */
  static void assertNothingOf(String token, String text) {
    for (String part : token.split("\\.", -1)) {
      if (part.length() > 40) {
        assertThat(text).doesNotContain(part);
      }
    }
  }
}
