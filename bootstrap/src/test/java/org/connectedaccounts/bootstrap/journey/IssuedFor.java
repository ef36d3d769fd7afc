package org.connectedaccounts.bootstrap.journey;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import org.connectedaccounts.testing.SigningIssuer;
import org.jspecify.annotations.Nullable;

/** What a trusted issuer says of its users and backends in one workspace. */
record IssuedFor(SigningIssuer issuer, String workspace) {

  static final String ORIGIN = "https://app.acme.example";

  Map<String, Object> claims(String subject) {
    Map<String, Object> claims = issuer.claims(subject);
    claims.put(TestIssuers.WORKSPACE_CLAIM, workspace);
    return claims;
  }

  Map<String, Object> backend(String scopes) {
    Map<String, Object> claims = claims("service-account");
    claims.put("azp", "worker");
    claims.put("scope", scopes);
    return claims;
  }

  String user(String subject) {
    return issuer.key().sign(claims(subject));
  }

  /** From the browser, on a page of the workspace's own. */
  Response complete(ConnectFlow flow, String token, String handle, @Nullable String named) {
    Map<String, Object> body = new HashMap<>(Map.of("handle", handle));
    if (named != null) {
      body.put("external_user_id", named);
    }
    return Journey.by(token)
        .header("Origin", ORIGIN)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/connect-sessions/{id}/complete", flow.id());
  }
}
