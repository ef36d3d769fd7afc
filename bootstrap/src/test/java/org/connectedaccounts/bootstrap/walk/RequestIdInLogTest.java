package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the log says of a request is found by the id that its caller was told. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
class RequestIdInLogTest {

  private static final int AT_ONCE = 16;

  @Inject AgroalDataSource database;

  private final Lines lines = new Lines();
  private Tenant tenant = new Tenant("", "", "", Map.of());

  @BeforeEach
  void listen() {
    tenant = Tenant.create("logged" + Long.toString(System.nanoTime(), 36));
    Logger.getLogger("").addHandler(lines);
  }

  @AfterEach
  void stop() {
    Logger.getLogger("").removeHandler(lines);
  }

  @Test
  void requestWhenItFailsThenEachLineOfItHasItsId() throws SQLException {
    breakCredential();
    Response answer = failing("request-of-the-test");
    assertThat(answer.header("X-Request-Id")).isEqualTo("request-of-the-test");
    assertThat(lines.ofFailures()).hasSize(1).containsOnly("request-of-the-test");
    assertThat(lines.of("SEALED_VALUE_REFUSED")).containsExactly("request-of-the-test");
    assertThat(lines.traces).as("the alarm says it all").hasValue(0);
  }

  @Test
  void requestWhenNobodyNamedItThenItsLinesHaveTheIdThatWasMade() throws SQLException {
    breakCredential();
    Response answer = failing(null);
    assertThat(lines.ofFailures()).containsExactly(answer.header("X-Request-Id"));
  }

  @Test
  void requestsWhenManyAtOnceThenNoLineHasTheIdOfAnother() throws Exception {
    breakCredential();
    var calls = new ArrayList<Callable<Response>>();
    for (int i = 0; i < AT_ONCE; i++) {
      String id = "request-" + i;
      calls.add(() -> failing(id));
    }
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (var call : threads.invokeAll(calls)) {
        Response answer = call.get();
        String instance = answer.path("instance");
        assertThat(lines.of(instance)).containsExactly(answer.header("X-Request-Id"));
      }
    }
    assertThat(lines.ofFailures()).hasSize(AT_ONCE).doesNotHaveDuplicates();
  }

  private Response failing(@Nullable String id) {
    var request = Calls.with(tenant.key());
    Response answer =
        (id == null ? request : request.header("X-Request-Id", id))
            .get("/v1/accounts/" + tenant.id("account_id") + "/credentials");
    assertThat(answer.statusCode()).isEqualTo(500);
    return answer;
  }

  /** As somebody would who changed a row by hand. */
  private void breakCredential() throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                "update credential c set auths = overlay(c.auths placing '\\xffff' from 20)"
                    + " from workspace w where w.workspace_id = c.workspace_id and w.name = ?")) {
      statement.setString(1, tenant.word());
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static final class Lines extends Handler {

    private final Queue<List<String>> all = new ConcurrentLinkedQueue<>();
    private final AtomicInteger traces = new AtomicInteger();

    /** The ids of the requests that were logged as failed. */
    List<String> ofFailures() {
      return of("Request failed");
    }

    List<String> of(String text) {
      return all.stream()
          .filter(line -> line.getFirst().contains(text))
          .map(List::getLast)
          .toList();
    }

    @Override
    public void publish(LogRecord line) {
      if (line instanceof ExtLogRecord told && told.getLoggerName().startsWith("org.connected")) {
        all.add(List.of(told.getFormattedMessage(), String.valueOf(told.getMdc("request_id"))));
        if (told.getThrown() != null) {
          traces.incrementAndGet();
        }
      }
    }

    @Override
    public void flush() {
      // Nothing is held back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
