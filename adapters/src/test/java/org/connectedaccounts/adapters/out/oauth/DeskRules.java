package org.connectedaccounts.adapters.out.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.connectedaccounts.adapters.out.oauth.WrittenMethod.Writing;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TokenDesk} wants to see: OAuth as its RFCs say it, and what the definition adds.
 */
final class DeskRules {

  private final WrittenMethod written;
  private final Map<String, String> values;
  private final String clientSecret;
  private final SeenAssertion signed;
  private Map<String, String> consent = Map.of();

  DeskRules(WrittenMethod written, Map<String, String> values, String clientSecret) {
    this.written = written;
    this.values = values;
    this.clientSecret = clientSecret;
    this.signed = new SeenAssertion(written, values);
  }

  /** What the code is bound to: where it is sent, and who may show it (RFC 7636). */
  void consented(Map<String, String> query) {
    String pkce = written.text("pkce", "S256");
    boolean challenged = !pkce.equals("none");
    assertThat(query.get("code_challenge_method")).isEqualTo(challenged ? pkce : null);
    assertThat(query.containsKey("code_challenge")).isEqualTo(challenged);
    consent = query;
  }

  /** RFC 7636, 4.6. */
  private @Nullable String proved(@Nullable String verifier) {
    boolean plain = written.text("pkce", "S256").equals("plain");
    return verifier == null || plain ? verifier : s256(verifier);
  }

  SeenAssertion signed() {
    return signed;
  }

  void check(SeenRequest request, boolean refresh, @Nullable String refreshToken, Instant now) {
    Map<String, String> params = request.params();
    signed.take(request, now);
    written
        .texts("token_request/headers")
        .forEach((name, value) -> assertThat(request.header(name)).isEqualTo(filled(value)));
    Map<String, String> own = written.texts(refresh ? "refresh/params" : "token_request/params");
    own.forEach((name, value) -> assertThat(params).containsEntry(name, filled(value)));
    if (!written.has("token_request/body")) {
      String grant = own.getOrDefault("grant_type", grantOf(refresh));
      assertThat(params.get("grant_type")).isEqualTo(grant == null ? null : filled(grant));
    }
    if (request.method().equals("POST")) {
      boolean json = written.text("token_request/format", "form").equals("json");
      assertThat(request.header("Content-Type"))
          .isEqualTo(json ? "application/json" : "application/x-www-form-urlencoded");
    }
    if (written.isType("exchange")) {
      return;
    }
    checkClient(request, params);
    if (refresh) {
      String param = written.text("refresh/token_param", "refresh_token");
      assertThat(params).containsEntry(param, refreshToken);
    } else if (written.isType("oauth2")) {
      assertThat(params)
          .containsEntry("code", DefinedProvider.CODE)
          .containsEntry("redirect_uri", consent.get("redirect_uri"));
      assertThat(proved(params.get("code_verifier"))).isEqualTo(consent.get("code_challenge"));
    }
  }

  /** RFC 6749, 4.1.3, 4.4.2 and 6; an exchange speaks no OAuth. */
  private @Nullable String grantOf(boolean refresh) {
    if (refresh) {
      return "refresh_token";
    }
    return switch (written.text("type", "")) {
      case "oauth2" -> "authorization_code";
      case "client_credentials" -> "client_credentials";
      default -> null;
    };
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The client shows itself as the definition says, and its secret nowhere else. */
  private void checkClient(SeenRequest request, Map<String, String> params) {
    String id = written.isType("client_credentials") ? values.get("input.client_id") : null;
    String client = id == null ? DefinedProvider.CLIENT : id;
    String secret = id == null ? clientSecret : String.valueOf(values.get("secret.client_secret"));
    if (written.text("client_auth", "post").equals("basic")) {
      String pair = WireFormat.encode(client) + ":" + WireFormat.encode(secret);
      assertThat(request.header("Authorization"))
          .isEqualTo(
              "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
      assertThat(params).doesNotContainValue(secret);
      return;
    }
    assertThat(params).containsEntry(written.text("client_id_param", "client_id"), client);
    String way = written.text("client_auth", "post");
    String name = written.text("client_secret_param", "client_secret");
    assertThat(params.get(name)).isEqualTo(way.equals("post") ? secret : null);
    if (way.endsWith("_jwt")) {
      checkClientAssertion(params, client, secret);
    }
  }

  /** RFC 7523, 2.2 and 3, with one audience: the issuer where it is known. */
  private void checkClientAssertion(Map<String, String> params, String client, String secret) {
    String usual = written.text("client_auth", "").equals("private_key_jwt") ? "RS256" : "HS256";
    SeenToken token =
        SeenToken.of(
            String.valueOf(params.get("client_assertion")),
            written.text("client_assertion/algorithm", usual),
            secret);
    assertThat(params)
        .containsEntry(
            "client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        .doesNotContainValue(secret);
    assertThat(token.claims())
        .containsEntry("iss", client)
        .containsEntry("sub", client)
        .containsEntry("aud", filled(written.text("issuer", written.text("token_url", ""))));
    written
        .texts("client_assertion/header")
        .forEach((name, value) -> assertThat(token.header()).containsEntry(name, filled(value)));
  }

  /** The second request of two: what it shows, and the client as at the first. */
  void checkSecond(SeenRequest request) {
    written
        .texts("then/params")
        .forEach((name, value) -> assertThat(request.params()).containsEntry(name, filled(value)));
    if (!written.isType("exchange")) {
      checkClient(request, request.params());
    }
  }

  void checkRevocation(SeenRequest request, String token) {
    String param = written.text("revocation/token_param", "token");
    Map<String, String> params =
        Set.of("GET", "HEAD").contains(request.method()) ? request.query() : request.members();
    if (!param.isEmpty()) {
      assertThat(params).containsEntry(param, token);
    }
    written
        .texts("revocation/params")
        .forEach((name, value) -> assertThat(params).containsEntry(name, filled(value)));
    written
        .texts("revocation/headers")
        .forEach((name, value) -> assertThat(request.header(name)).isEqualTo(filled(value)));
    switch (written.text("revocation/auth", "client")) {
      case "client" -> checkClient(request, params);
      case "bearer" -> assertThat(request.header("Authorization")).isEqualTo("Bearer " + token);
      default -> assertThat(params).doesNotContainValue(clientSecret);
    }
  }

  private @Nullable String filled(String template) {
    return WrittenMethod.fill(template, values, Writing.PLAIN);
  }
}
