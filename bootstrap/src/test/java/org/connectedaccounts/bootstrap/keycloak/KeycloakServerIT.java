package org.connectedaccounts.bootstrap.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.bootstrap.keycloak.KeycloakServer.ADA;
import static org.connectedaccounts.bootstrap.keycloak.KeycloakServer.GRACE;
import static org.connectedaccounts.testing.ScriptedClient.member;
import static org.connectedaccounts.testing.ScriptedClient.parameter;
import static org.connectedaccounts.testing.ScriptedClient.refreshment;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.connectedaccounts.testing.FormText;
import org.connectedaccounts.testing.ScriptedClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the journey may take for granted: Keycloak starts here and does what the realm says. */
@Tag("keycloak")
class KeycloakServerIT {

  private static final ScriptedClient CLIENT =
      new ScriptedClient(KeycloakServer.CLIENT_ID, KeycloakServer.CLIENT_SECRET);

  private static KeycloakServer keycloak;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    keycloak = KeycloakServer.start();
  }

  @AfterAll
  static void stop() {
    keycloak.close();
  }

  @Test
  void consentWhenGivenThenCodeBecomesTokensThatRotateAndCanBeRevoked() throws IOException {
    URI back = new KeycloakBrowser(keycloak).consent(authorization(), ADA);
    assertThat(back.toString()).startsWith(ScriptedClient.CALLBACK + "?");
    assertThat(parameter(back, "state")).containsExactly("st");
    assertThat(parameter(back, "iss")).containsExactly(keycloak.issuer().toString());

    HttpResponse<String> tokens = redeem(parameter(back, "code").getFirst());
    assertThat(tokens.statusCode()).isEqualTo(200);
    assertThat(member(tokens, "expires_in")).isEqualTo("60");
    HttpResponse<String> userinfo =
        CLIENT.getAs(keycloak.userinfoUri(), member(tokens, "access_token"));
    assertThat(member(userinfo, "email")).isEqualTo(ADA.email());

    String first = member(tokens, "refresh_token");
    String second = member(refresh(first), "refresh_token");
    assertThat(second).isNotEmpty().isNotEqualTo(first);
    String third = member(refresh(second), "refresh_token");
    assertThat(third).isNotEmpty().isNotEqualTo(second);

    assertThat(CLIENT.postWithBasic(keycloak.revocationUri(), Map.of("token", third)).statusCode())
        .isEqualTo(200);
    assertInvalidGrant(refresh(third));
  }

  @Test
  void refreshWhenTokenWasSpentThenInvalidGrant() throws IOException {
    URI back = new KeycloakBrowser(keycloak).consent(authorization(), ADA);
    String spent = member(redeem(parameter(back, "code").getFirst()), "refresh_token");

    assertThat(refresh(spent).statusCode()).isEqualTo(200);
    assertInvalidGrant(refresh(spent));
  }

  @Test
  void codeWhenVerifierIsWrongOrCodeWasSpentThenInvalidGrant() throws IOException {
    URI back = new KeycloakBrowser(keycloak).consent(authorization(), ADA);
    Map<String, String> form = CLIENT.redemption(parameter(back, "code").getFirst());
    form.put("code_verifier", "another-verifier-of-more-than-forty-three-characters");
    assertInvalidGrant(CLIENT.postWithBasic(keycloak.tokenUri(), form));

    URI again = new KeycloakBrowser(keycloak).consent(authorization(), ADA);
    String code = parameter(again, "code").getFirst();
    assertThat(redeem(code).statusCode()).isEqualTo(200);
    assertInvalidGrant(redeem(code));
  }

  @Test
  void consentWhenDeniedThenErrorComesBack() {
    URI back = new KeycloakBrowser(keycloak).deny(authorization(), GRACE);

    assertThat(parameter(back, "error")).containsExactly("access_denied");
    assertThat(parameter(back, "state")).containsExactly("st");
    assertThat(parameter(back, "code")).isEmpty();
  }

  private static URI authorization() {
    String query = FormText.write(CLIENT.authorization("openid profile email offline_access"));
    return URI.create(keycloak.authorizationUri() + "?" + query);
  }

  private static HttpResponse<String> redeem(String code) throws IOException {
    return CLIENT.postWithBasic(keycloak.tokenUri(), CLIENT.redemption(code));
  }

  private static HttpResponse<String> refresh(String token) throws IOException {
    return CLIENT.postWithBasic(keycloak.tokenUri(), refreshment(token));
  }

  private static void assertInvalidGrant(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(member(answer, "error")).isEqualTo("invalid_grant");
  }
}
