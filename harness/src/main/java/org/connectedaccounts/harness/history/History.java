package org.connectedaccounts.harness.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What happened, in the order in which it happened; it only grows. One line of JSON an event. */
public final class History implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Event> events = new ArrayList<>();
  private final BufferedWriter file;
  private long calls;

  public History(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      file = Files.newBufferedWriter(path);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  public synchronized long invoke(int replica, String account, String what) {
    long call = ++calls;
    add(
        new Event(
            System.nanoTime(), Event.Type.INVOKE, call, replica, account, what, 0, "", 0, ""));
    return call;
  }

  public synchronized void ok(
      long call, int replica, String account, String what, long version, String fingerprint) {
    add(
        new Event(
            System.nanoTime(),
            Event.Type.OK,
            call,
            replica,
            account,
            what,
            version,
            fingerprint,
            200,
            ""));
  }

  public synchronized void fail(
      long call, int replica, String account, String what, int status, String code) {
    add(
        new Event(
            System.nanoTime(), Event.Type.FAIL, call, replica, account, what, 0, "", status, code));
  }

  public synchronized void info(long call, int replica, String account, String what, String code) {
    add(
        new Event(
            System.nanoTime(), Event.Type.INFO, call, replica, account, what, 0, "", 0, code));
  }

  /** A fault that the harness made, at this moment. */
  public void fault(int replica, String what) {
    info(0, replica, "", Event.FAULT, what);
  }

  /** A replica falls asleep, or wakes up; nothing that was sent to it is lost by that. */
  public void sleep(int replica, String what) {
    info(0, replica, "", Event.SLEEP, what);
  }

  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  // The time is taken inside of the lock, so that the order of the lines is the order of the times.
  private void add(Event event) {
    events.add(event);
    try {
      file.write(JSON.writeValueAsString(event));
      file.newLine();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
