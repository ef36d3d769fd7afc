package org.connectedaccounts.bootstrap.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.connectedaccounts.bootstrap.openapi.Contract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client library would send, and which are refused before any resource. */
@QuarkusTest
@TestProfile(WalkProfile.class)
class RawRequestTest {

  private static final int KIBIBYTE = 1024;

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
