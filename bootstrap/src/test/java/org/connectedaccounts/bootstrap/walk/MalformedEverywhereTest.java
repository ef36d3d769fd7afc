package org.connectedaccounts.bootstrap.walk;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every operation with forty bodies and circumstances that nothing can be made of. */
@Tag("walk")
@QuarkusTest
@TestProfile(JourneyProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedEverywhereTest {

  private static final String JSON = "application/json";

  /** What is wrong whatever the operation takes. */
  private static final List<String> TEXTS =
      List.of(
          "{",
          "}",
          "42",
          "true",
          "\"text\"",
          "[]",
          "[{}]",
          "{\"a\":}",
          "{'a': 1}",
          "{a: 1}",
          "{\"a\": 1,}",
          "{\"a\": 1}{\"a\": 2}",
          "{\"a\": 1} trailing",
          "{\"a\": 1, \"a\": 2}",
          "{\"\": \"\"}",
          "{\"__proto__\": {\"a\": 1}}",
          "{\"constructor\": {}}",
          "{\"unheard_of\": \"" + "x".repeat(10_000) + "\"}",
          "{\"unheard_of\": 1e999}",
          "{\"unheard_of\": NaN}",
          "{\"unheard_of\": -Infinity}",
          "{\"unheard_of\": 00012}",
          "/* a comment */ {\"a\": 1}",
          "{\"a\": \"\\u0000\"}",
          "{\"a\": \"\\ud800\"}",
          "{\"a\": \"\\x41\"}",
          "{\"a\": \"a\tb\nc\"}",
          "[".repeat(5_000) + "]".repeat(5_000),
          "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
          "<a>xml</a>",
          "--- yaml: [",
          "a=1&b=2");

  private Tenant tenant = new Tenant("", "", "", Map.of());

  /** A body, and how it is sent. */
  private record Sent(String type, byte[] body) {

    @Override
    public String toString() {
      String text = new String(body, UTF_8);
      return type + ": " + text.substring(0, Math.min(40, text.length()));
    }
  }

  private static Stream<Sent> bodies() {
    byte[] fine = "{}".getBytes(UTF_8);
    return Stream.concat(
        TEXTS.stream().map(text -> new Sent(JSON, text.getBytes(UTF_8))),
        Stream.of(
            new Sent(JSON, new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}),
            new Sent(JSON, new byte[] {(byte) 0x1F, (byte) 0x8B, 8, 0}),
            new Sent(JSON, "{\"a\": 1}".getBytes(UTF_16)),
            new Sent(JSON, new byte[1_100_000]),
            new Sent("text/plain", fine),
            new Sent("application/xml", fine),
            new Sent("text/html", fine),
            new Sent("no/such;;type", fine)));
  }

  @BeforeEach
  void open() {
    if (tenant.key().isEmpty()) {
      tenant = Tenant.create("malformed");
    }
  }

  private String token(Operation operation) {
    if (operation.isOnlyFor("operatorKey")) {
      return Tokens.OPERATOR_KEY;
    }
    return operation.isOnlyFor("sessionToken") ? tenant.session() : tenant.key();
  }

  @Test
  void bodyWhenMalformedThenRefusedAsTheContractSays() {
    assertThat(bodies()).hasSize(40);
    List<Operation> taking = Operation.needingKeys().filter(Operation::hasBody).toList();
    assertThat(taking).hasSizeGreaterThan(20);
    assertSoftly(
        softly ->
            taking.forEach(
                operation ->
                    bodies()
                        .forEach(
                            sent ->
                                softly
                                    .assertThatCode(() -> assertRefused(operation, sent))
                                    .as(operation + " " + sent)
                                    .doesNotThrowAnyException())));
  }

  private void assertRefused(Operation operation, Sent sent) {
    Response answer =
        Calls.with(token(operation))
            .header("Content-Type", sent.type())
            .body(sent.body())
            .request(operation.method().name(), Samples.fill(operation.path(), tenant.names()));
    assertThat(answer.statusCode()).isBetween(400, 499);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(Calls.code(answer)).isNotEmpty();
  }

  /** About things that there are not, so that whatever is taken changes nothing. */
  private static RequestSpecification odd(String token, int which) {
    RequestSpecification request = Calls.with(token);
    return switch (which) {
      case 0 -> request.header("Workspace", "nonsense");
      case 1 -> request.header("Workspace", "ws_01kb2w3c5de8n4y7s6t9p2a1vg");
      case 2 -> request.header("Accept", "image/png");
      case 3 -> request.header("Accept", ";;;");
      case 4 -> request.header("Idempotency-Key", "k".repeat(300));
      case 5 -> request.header("Purpose", "p".repeat(300));
      case 6 -> request.header("If-Match", "nonsense");
      case 7 -> request.header("X-Request-Id", "é".repeat(300));
      case 8 -> request.queryParam("limit", "abc").queryParam("cursor", "%00");
      default -> request.queryParam("unheard_of", "x".repeat(2_000));
    };
  }

  @Test
  void circumstancesWhenOddThenNoServerErrorAndNothingOutsideTheContract() {
    assertSoftly(
        softly ->
            Operation.needingKeys()
                .forEach(
                    operation -> {
                      for (int which = 0; which < 10; which++) {
                        RequestSpecification request = odd(token(operation), which);
                        softly
                            .assertThatCode(() -> assertInOrder(operation, request))
                            .as(operation + " " + which)
                            .doesNotThrowAnyException();
                      }
                    }));
  }

  /** Where there is nobody at the other end, that may be said. */
  private static void assertInOrder(Operation operation, RequestSpecification request) {
    Response answer = Calls.call(operation, request, EveryOperationNeedsAKeyTest.NAMES);
    boolean away = operation.id().equals("importApp") && answer.statusCode() == 503;
    assertThat(away || answer.statusCode() < 500).as(answer.asString()).isTrue();
  }
}
