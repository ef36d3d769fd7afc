package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.connectedaccounts.bootstrap.walk.Calls.done;
import static org.connectedaccounts.bootstrap.walk.Calls.json;
import static org.connectedaccounts.bootstrap.walk.Calls.with;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.connectedaccounts.application.key.WorkOnKeyRotation;
import org.connectedaccounts.bootstrap.openapi.ProblemCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S2: keys are rotated while credentials are read, by several workers at once. */
@Tag("walk")
@QuarkusTest
@TestProfile(UndisturbedProfile.class)
class KeyRotationTest {

  private static final String ROTATIONS = "/v1/key-rotations";
  private static final int WORKERS = 3;

  @Inject WorkOnKeyRotation work;

  private static Response get(String token, String path) {
    return with(token).get(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key_encryption_keys", "data_keys"})
  void rotationThenAllIsDoneAndNoReadFails(String keys) throws Exception {
    List<Tenant> tenants = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      tenants.add(Tenant.create("rotated" + keys.charAt(0) + n));
    }
    for (int round = 0; round < 3; round++) {
      rotateWhileReading(keys, tenants);
    }
    ProblemCheck.of(get(Tokens.OPERATOR_KEY, ROTATIONS + "/rot_01kb2w3c5de8n4y7s6t9p2a1vg"))
        .hasStatus(404)
        .hasCode("key_rotation_not_found");
  }

  private void rotateWhileReading(String keys, List<Tenant> tenants) throws Exception {
    var over = new AtomicBoolean();
    var reads = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reading =
          threads.submit(
              () -> {
                while (!over.get()) {
                  tenants.forEach(KeyRotationTest::assertReadable);
                  reads.incrementAndGet();
                }
              });
      try {
        String id = rotate(keys, threads);
        assertDone(id);
        assertAudited(id);
      } finally {
        over.set(true);
      }
      reading.get();
    }
    assertThat(reads).hasPositiveValue();
  }

  private String rotate(String keys, ExecutorService threads) throws Exception {
    String body = "{\"keys\": \"" + keys + "\"}";
    Response begun = done(json(Tokens.OPERATOR_KEY, body).post(ROTATIONS));
    ProblemCheck.of(json(Tokens.OPERATOR_KEY, "{}").post(ROTATIONS))
        .hasStatus(409)
        .hasCode("key_rotation_running");
    String id = begun.path("id");
    assertThat(begun.header("Location")).endsWith(ROTATIONS + "/" + id);
    assertThat(newest("id")).as("found without its id").isEqualTo(id);
    assertThat(newest("state")).isEqualTo("running");
    List<Future<?>> workers = new ArrayList<>();
    for (int n = 0; n < WORKERS; n++) {
      workers.add(threads.submit(() -> work.handle(_ -> {})));
    }
    for (var worker : workers) {
      worker.get();
    }
    work.handle(_ -> {});
    return id;
  }

  private static String newest(String field) {
    return done(get(Tokens.OPERATOR_KEY, ROTATIONS + "?limit=1")).path("data[0]." + field);
  }

  private static void assertDone(String id) {
    Response now = done(get(Tokens.OPERATOR_KEY, ROTATIONS + "/" + id));
    assertThat(now.<String>path("state")).isEqualTo("done");
    assertThat(now.<Integer>path("failed")).isZero();
    assertThat(now.<Integer>path("total")).isGreaterThan(4).isEqualTo(now.path("done"));
  }

  private static void assertAudited(String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                done(get(Tokens.OPERATOR_KEY, "/v1/audit-entries?target=" + id))
                    .<List<String>>path("data.action")
                    .equals(List.of("startKeyRotation")));
  }

  private static void assertReadable(Tenant tenant) {
    String path = "/v1/accounts/" + tenant.id("account_id") + "/credentials";
    assertThat(get(tenant.key(), path).statusCode()).isEqualTo(200);
  }
}
