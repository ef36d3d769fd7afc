package org.connectedaccounts.bootstrap.journey;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import java.net.URI;
import java.util.Map;
import org.connectedaccounts.bootstrap.keycloak.KeycloakServer;

/** Who runs a {@link KeycloakServer} and may invite clients to register. */
final class KeycloakAdmin {

  private final URI base;

  KeycloakAdmin(KeycloakServer server) {
    this.base = server.issuer().resolve("/");
  }

  /** An initial access token (RFC 7591, 3), for one client. */
  String invitation() {
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
                KeycloakServer.ADMIN.username(),
                "password",
                KeycloakServer.ADMIN.password()))
        .post(base.resolve("/realms/master/protocol/openid-connect/token"))
        .then()
        .statusCode(200)
        .extract()
        .path("access_token");
  }
}
