package org.connectedaccounts.bootstrap.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A workspace, and somebody who receives its events. */
abstract class WithReceiver {

  Journey journey;
  EventReceiver receiver;

  @BeforeEach
  void open() {
    journey = new Journey();
    receiver = new EventReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    journey.close();
  }

  Response register(Map<String, Object> request) {
    Response made = post(journey, request);
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return made;
  }

  static Response post(Journey by, Map<String, Object> request) {
    return by.byKey().contentType(ContentType.JSON).body(request).post("/v1/webhook-endpoints");
  }
}
