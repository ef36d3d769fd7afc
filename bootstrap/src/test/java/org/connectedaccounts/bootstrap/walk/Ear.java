package org.connectedaccounts.bootstrap.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/** Hears whatever the service says, in its log and in answers, and remembers the secrets told. */
final class Ear extends Handler implements Filter {

  /** Stands in every secret that a test makes up. */
  static final String MARK = "k4n4ryBird";

  private static final Map<String, Level> LEVELS =
      Map.of(
          "", Level.FINE,
          "org.connectedaccounts", Level.FINEST,
          // The test's own HTTP client logs what it sends.
          "org.apache.http", Level.WARNING);

  private record Heard(String where, String text) {}

  private record Before(Logger logger, @Nullable Level level) {}

  private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final Set<String> secrets = new LinkedHashSet<>(encodings());
  private final List<Before> before = new ArrayList<>();
  private final Map<Handler, Level> console = new java.util.HashMap<>();
  private int count;

  /** A new secret. */
  String secret(String name) {
    count++;
    return MARK + name + count;
  }

  /** A secret that somebody else made. */
  String keeps(String secret) {
    secrets.add(secret);
    return secret;
  }

  void listen() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      console.put(handler, handler.getLevel());
      handler.setLevel(Level.WARNING);
    }
    LEVELS.forEach(
        (name, level) -> {
          Logger logger = Logger.getLogger(name);
          before.add(new Before(logger, logger.getLevel()));
          logger.setLevel(level);
        });
    setLevel(Level.ALL);
    root.addHandler(this);
  }

  void stop() {
    Logger.getLogger("").removeHandler(this);
    before.forEach(change -> change.logger().setLevel(change.level()));
    console.forEach(Handler::setLevel);
  }

  long lines() {
    return heard.stream().filter(each -> each.where().startsWith("log ")).count();
  }

  /** Where a secret was heard, without the secret's surroundings being cut off. */
  List<String> leaks() {
    return heard.stream()
        .flatMap(each -> found(each.where(), each.text()).stream())
        .distinct()
        .toList();
  }

  List<String> found(String where, String text) {
    return secrets.stream()
        .filter(text::contains)
        .map(
            secret -> {
              int at = text.indexOf(secret);
              return "%s: ...%s..."
                  .formatted(
                      where,
                      text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200)));
            })
        .toList();
  }

  @Override
  public void publish(LogRecord record) {
    StringWriter text = new StringWriter();
    text.append(
        record instanceof ExtLogRecord ext ? ext.getFormattedMessage() : record.getMessage());
    if (record.getParameters() != null) {
      text.append(Arrays.deepToString(record.getParameters()));
    }
    if (record.getThrown() != null) {
      record.getThrown().printStackTrace(new PrintWriter(text, true));
    }
    heard.add(new Heard("log " + record.getLoggerName(), text.toString()));
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    Response response = context.next(request, expected);
    heard.add(
        new Heard(
            "answer to %s %s".formatted(request.getMethod(), response.statusCode()),
            response.headers() + "\n" + response.asString()));
    return response;
  }

  @Override
  public void flush() {
    // Nothing is held back.
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  /** The mark as it is, and within the Base64 of something longer, wherever it starts there. */
  private static Set<String> encodings() {
    Set<String> all = new LinkedHashSet<>(Set.of(MARK));
    for (int offset = 0; offset < 3; offset++) {
      String encoded =
          Base64.getEncoder()
              .withoutPadding()
              .encodeToString(("x".repeat(offset) + MARK).getBytes(UTF_8));
      int from = (offset * 8 + 5) / 6;
      all.add(encoded.substring(from, (offset + MARK.length()) * 8 / 6));
    }
    return all;
  }
}
