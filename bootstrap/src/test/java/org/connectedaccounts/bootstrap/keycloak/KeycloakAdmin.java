package org.connectedaccounts.bootstrap.keycloak;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.net.URI;
import java.util.Map;

/** Who runs a {@link KeycloakServer} and may invite clients to register. */
public final class KeycloakAdmin {

  static final String NAME = "admin";
  static final String PASSWORD = "admin-test-password";

  private final URI base;

  public KeycloakAdmin(KeycloakServer server) {
    this.base = server.issuer().resolve("/");
  }

  /** An initial access token (RFC 7591, 3), for one client. */
  public String invitation() {
    return given()
        .header("Authorization", "Bearer " + token())
        .contentType(ContentType.JSON)
        .body(Map.of("count", 1, "expiration", 600))
        .post(base.resolve("/admin/realms/accounts/clients-initial-access"))
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  private String token() {
    return given()
        .formParams(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                NAME,
                "password",
                PASSWORD))
        .post(base.resolve("/realms/master/protocol/openid-connect/token"))
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }
}
