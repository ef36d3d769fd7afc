package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.connectedaccounts.bootstrap.journey.JourneyProfile;
import org.connectedaccounts.bootstrap.openapi.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library would send, and which are refused before any resource. */
@QuarkusTest
@TestProfile(JourneyProfile.class)
class RawRequestTest {

  private static final int KIBIBYTE = 1024;

  @TestHTTPResource(value = "metrics", management = true)
  URI metrics;

  private record Raw(int status, String head, String body) {

    void isProblem(int wanted, String code) {
      assertThat(status).as(head + body).isEqualTo(wanted);
      assertThat(head).containsIgnoringCase("\r\nContent-Type: application/problem+json");
      assertThat(JsonPath.from(body).getString("code")).isEqualTo(code);
      assertThat(Contract.problemCodes()).contains(code);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/accounts/%zz", "/v1/accounts?q=%zz", "/v1/accounts?q=%4", "/%", "/q/%zz"})
  void addressWhenItIsNoneThenTheServerItselfRefusesAndSaysNothing(String address)
      throws IOException {
    Raw answer = sent(address, "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEmpty();
  }

  /** The framework would act on what the path leads to then. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/workflows/w/steps/%2e%2e/accounts/%2E%2e",
        "/v1/workflows/w/steps/../accounts/..",
        "/v1/users/%2e",
        "/v1/users/.%2e?force=true"
      })
  void addressWhenItGoesAStepBackThenRefused(String address) throws IOException {
    sent(address, "").isProblem(400, "invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/accounts/", "/v1//accounts", "/v1/accounts//acc?q=a", "/v1/"})
  void addressWhenAnIdIsEmptyThenNothingIsThere(String address) throws IOException {
    sent(address, "").isProblem(404, "not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/accounts?q=../..", "/v1/apps/a.b", "/v1/apps/...", "/v1/accounts/.a"})
  void addressWhenItHoldsOtherDotsThenRead(String address) throws IOException {
    sent(address, "").isProblem(401, "unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 60})
  void addressWhenTooLongThenAProblem(int kibibytes) throws IOException {
    sent("/v1/accounts?q=" + "x".repeat(kibibytes * KIBIBYTE), "").isProblem(414, "uri_too_long");
  }

  @ParameterizedTest
  @ValueSource(ints = {21, 60})
  void headersWhenTooLargeThenAProblem(int kibibytes) throws IOException {
    String headers = "X-Large: " + "x".repeat(kibibytes * KIBIBYTE) + "\r\n";
    sent("/v1/accounts", headers).isProblem(431, "headers_too_large");
  }

  @Test
  void addressOfNoOperationThenItMakesNoMeter() throws IOException {
    sent("/v1/users/meterless;a", "").isProblem(400, "invalid_request");
    sent("/v1/connect-sessions/meterless/authorize", "").isProblem(405, "method_not_allowed");
    sent("/v1/accounts", "").isProblem(401, "unauthenticated");
    await()
        .untilAsserted(
            () ->
                assertThat(RestAssured.get(metrics).asString())
                    .contains("uri=\"/NONE\"", "uri=\"/v1/accounts\"")
                    .doesNotContain("meterless"));
  }

  @Test
  void addressWhenJustShortEnoughThenRead() throws IOException {
    sent("/v1/accounts?q=" + "x".repeat(8000), "").isProblem(401, "unauthenticated");
  }

  private static Raw sent(String address, String headers) throws IOException {
    try (var socket = new Socket("localhost", RestAssured.port)) {
      String request =
          "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers;
      socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int end = answer.indexOf("\r\n\r\n");
      return new Raw(
          Integer.parseInt(answer.substring(9, 12)),
          answer.substring(0, end),
          answer.substring(end + 4));
    }
  }
}
