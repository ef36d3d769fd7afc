package org.connectedaccounts.adapters.out.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.adapters.out.catalog.Catalogue;
import org.connectedaccounts.application.port.AppDrafts;
import org.connectedaccounts.application.port.AppDrafts.Drafted;
import org.connectedaccounts.application.port.AppDrafts.NotPublished;
import org.connectedaccounts.application.port.AppDrafts.Source;
import org.connectedaccounts.application.port.AppDrafts.Wanted;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

class DiscoveredDraftsTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static final String METADATA =
      """
      {"issuer": "https://as.acme.example/t1",
       "authorization_endpoint": "https://as.acme.example/authorize",
       "token_endpoint": "https://as.acme.example/token",
       "revocation_endpoint": "https://as.acme.example/revoke",
       "userinfo_endpoint": "https://as.acme.example/me",
       "registration_endpoint": "https://as.acme.example/register",
       "scopes_supported": ["openid", "email", "offline_access", "orders"],
       "code_challenge_methods_supported": ["S256"],
       "token_endpoint_auth_methods_supported": ["client_secret_post"],
       "authorization_response_iss_parameter_supported": true}
      """;

  private final Map<String, Egress.Answer> published = new LinkedHashMap<>();
  private final DiscoveredDrafts drafts =
      new DiscoveredDrafts(
          request ->
              published.getOrDefault(
                  request.url().toString(), new Egress.Answered(404, Map.of(), new byte[0])));

  private void publish(String url, String body) {
    publish(url, 200, Map.of(), body);
  }

  private void publish(String url, int status, Map<String, List<String>> headers, String body) {
    published.put(url, new Egress.Answered(status, headers, body.getBytes(StandardCharsets.UTF_8)));
  }

  private AppDrafts.Answer draft(Source source, String url) {
    return drafts.draft(new Wanted(source, URI.create(url), new AppSlug("acme"), ""));
  }

  /** The first method of a draft that the language takes. */
  private JsonNode method(AppDrafts.Answer answer) throws IOException {
    String document = ((Drafted) answer).document();
    Catalogue.documents().read(document);
    return JSON.readTree(document).at("/auth/0");
  }

  @Test
  void issuerWhenItPublishesMetadataThenTheMethodSaysWhatIsThere() throws IOException {
    publish("https://as.acme.example/t1/.well-known/openid-configuration", METADATA);

    JsonNode method = method(draft(Source.ISSUER, "https://as.acme.example/t1/"));

    assertThat(method.path("token_url").asText()).isEqualTo("https://as.acme.example/token");
    assertThat(method.path("issuer").asText()).isEqualTo("https://as.acme.example/t1");
    assertThat(method.path("iss_required").asBoolean()).isTrue();
    assertThat(method.has("client_auth")).as("post is what is meant without").isFalse();
    assertThat(method.at("/scopes/default").toString())
        .isEqualTo("[\"openid\",\"email\",\"offline_access\"]");
    assertThat(method.at("/revocation/url").asText()).isEqualTo("https://as.acme.example/revoke");
    assertThat(method.at("/identity/request/url").asText()).isEqualTo("https://as.acme.example/me");
  }

  @Test
  void issuerWhenOnlyRfc8414IsThereThenItIsFoundBetweenHostAndPath() throws IOException {
    publish("https://as.acme.example/.well-known/oauth-authorization-server/t1", METADATA);

    assertThat(method(draft(Source.ISSUER, "https://as.acme.example/t1")).path("type").asText())
        .isEqualTo("oauth2");
  }

  @Test
  void issuerWhenTheMetadataIsAnothersThenRefused() {
    publish("https://evil.example/.well-known/openid-configuration", METADATA);

    assertThat(draft(Source.ISSUER, "https://evil.example"))
        .isInstanceOfSatisfying(
            NotPublished.class,
            refused -> assertThat(refused.reason()).contains("of another issuer"));
  }

  @Test
  void issuerWhenNothingIsPublishedThenSaysWhereItLooked() {
    assertThat(draft(Source.ISSUER, "https://as.acme.example")).isInstanceOf(NotPublished.class);
  }

  @Test
  void anythingWhenTheAddressIsRefusedThenSaysSo() {
    published.put(
        "https://as.acme.example/.well-known/openid-configuration",
        new Egress.NotSent(Egress.Cause.DESTINATION_REFUSED));

    assertThat(draft(Source.ISSUER, "https://as.acme.example"))
        .isInstanceOf(AppDrafts.DestinationRefused.class);
  }

  @Test
  void mcpServerThenItsAuthorizationServerAndItselfAsTheResource() throws IOException {
    publish(
        "https://mcp.acme.example/mcp",
        401,
        Map.of(
            "www-authenticate",
            List.of("Bearer resource_metadata=\"https://mcp.acme.example/.well-known/x\"")),
        "");
    publish(
        "https://mcp.acme.example/.well-known/x",
        """
        {"resource": "https://mcp.acme.example/mcp", "scopes_supported": ["orders"],
         "authorization_servers": ["https://as.acme.example/t1"]}
        """);
    publish("https://as.acme.example/t1/.well-known/openid-configuration", METADATA);

    JsonNode method = method(draft(Source.MCP, "https://mcp.acme.example/mcp"));

    assertThat(method.at("/authorize_params/resource").asText())
        .isEqualTo("https://mcp.acme.example/mcp");
    assertThat(method.at("/token_request/params/resource").asText())
        .isEqualTo("https://mcp.acme.example/mcp");
    assertThat(method.at("/scopes/default").toString())
        .isEqualTo("[\"orders\",\"offline_access\"]");
    assertThat(method.path("registration_url").asText())
        .isEqualTo("https://as.acme.example/register");
    assertThat(method.at("/api/base_url").asText()).isEqualTo("https://mcp.acme.example/mcp");
  }

  @Test
  void mcpServerWhenTheMetadataIsOfAnotherResourceThenRefused() {
    publish(
        "https://mcp.acme.example/.well-known/oauth-protected-resource/mcp",
        "{\"resource\": \"https://other.example\", \"authorization_servers\":"
            + " [\"https://x.example\"]}");

    assertThat(draft(Source.MCP, "https://mcp.acme.example/mcp"))
        .isInstanceOfSatisfying(
            NotPublished.class,
            refused -> assertThat(refused.reason()).contains("of another resource"));
  }

  /** A name that only begins alike (RFC 9728, 3.3). */
  @Test
  void mcpServerWhenTheResourceIsThatOfALongerHostThenRefused() {
    publish(
        "https://acme.example.evil.example/.well-known/oauth-protected-resource/mcp",
        "{\"resource\": \"https://acme.example\", \"authorization_servers\":"
            + " [\"https://acme.example\"]}");

    assertThat(draft(Source.MCP, "https://acme.example.evil.example/mcp"))
        .isInstanceOf(NotPublished.class);
  }

  @Test
  void openApiDocumentThenEachSecuritySchemeIsAMethod() throws IOException {
    publish(
        "https://acme.example/openapi.yaml",
        """
        openapi: 3.1.0
        info: {title: Acme Orders}
        servers:
          - url: https://{region}.api.acme.example/v1
            variables:
              region: {default: eu, enum: [eu, us]}
        components:
          securitySchemes:
            apiKeyHeader: {type: apiKey, in: header, name: X-Acme-Key}
            login: {type: http, scheme: basic}
            consent:
              type: oauth2
              flows:
                authorizationCode:
                  authorizationUrl: https://acme.example/authorize
                  tokenUrl: https://acme.example/token
                  scopes: {read: r, write: w}
            cookie: {type: apiKey, in: cookie, name: session}
        """);

    Drafted draft = (Drafted) draft(Source.OPENAPI, "https://acme.example/openapi.yaml");

    Catalogue.documents().read(draft.document());
    JsonNode app = JSON.readTree(draft.document());
    assertThat(app.path("name").asText()).isEqualTo("Acme Orders");
    assertThat(app.at("/auth").findValuesAsText("id"))
        .contains("api_key_header", "login", "consent")
        .doesNotContain("cookie");
    assertThat(app.at("/auth/0/api/base_url").asText())
        .isEqualTo("https://${input.region}.api.acme.example/v1");
    assertThat(app.at("/auth/0/api/credentials/0/name").asText()).isEqualTo("X-Acme-Key");
    assertThat(draft.notes())
        .contains(
            "Left out the security scheme cookie: a key goes into a header or the query, this one"
                + " is in cookie.");
  }

  @Test
  void openApiDocumentWhenItIsABombThenRefused() {
    StringBuilder bomb = new StringBuilder("openapi: 3.0.3\na0: &a0 [x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    publish("https://acme.example/openapi.yaml", bomb.toString());

    assertThat(draft(Source.OPENAPI, "https://acme.example/openapi.yaml"))
        .isInstanceOf(NotPublished.class);
  }

  private static String openApi(String server) {
    return """
    openapi: 3.0.3
    servers:
      - url: "%s"
        variables: {basePath: {default: v2}}
    components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
    """
        .formatted(server);
  }

  @Test
  void openApiDocumentWhenItsServerIsRelativeThenItIsTakenFromTheDocumentsPlace()
      throws IOException {
    publish("https://acme.example/docs/openapi.yaml", openApi("../{basePath}/orders"));
    publish("https://bare.example", openApi("api/{basePath}"));

    assertThat(
            method(draft(Source.OPENAPI, "https://acme.example/docs/openapi.yaml"))
                .at("/api/base_url")
                .asText())
        .isEqualTo("https://acme.example/${input.base_path}/orders");
    assertThat(method(draft(Source.OPENAPI, "https://bare.example")).at("/api/base_url").asText())
        .isEqualTo("https://bare.example/api/${input.base_path}");
  }

  @Test
  void openApiDocumentWhenItsServerIsNoUrlThenRefused() {
    for (String server : List.of("/v 1", "/{my path}/v1", "/v1|v2", "/%zz")) {
      publish("https://acme.example/openapi.yaml", openApi(server));

      assertThat(draft(Source.OPENAPI, "https://acme.example/openapi.yaml"))
          .as(server)
          .isInstanceOfSatisfying(
              NotPublished.class,
              refused -> assertThat(refused.reason()).contains("no URL").contains(server));
    }
  }

  /** RFC 8414, 2: an issuer has no query and no fragment. */
  @Test
  void issuerWhenItHasAQueryThenRefused() {
    for (String issuer :
        List.of("https://as.acme.example/a?x=%41", "https://as.acme.example?x", "mailto:a@b")) {
      assertThat(draft(Source.ISSUER, issuer))
          .as(issuer)
          .isInstanceOfSatisfying(
              NotPublished.class,
              refused -> assertThat(refused.reason()).contains("without query"));
    }
  }

  @Test
  void mcpServerWhenItsIssuerHasAQueryThenRefused() {
    publish(
        "https://mcp.acme.example/.well-known/oauth-protected-resource",
        "{\"resource\": \"https://mcp.acme.example\","
            + " \"authorization_servers\": [\"https://as.acme.example/a?x=%41\"]}");

    assertThat(draft(Source.MCP, "https://mcp.acme.example")).isInstanceOf(NotPublished.class);
  }

  @Test
  void serverThatKnowsPlainAloneThenPkceIsPlain() throws IOException {
    publish(
        "https://as.acme.example/t1/.well-known/openid-configuration",
        METADATA.replace("\"S256\"", "\"plain\""));

    JsonNode method = method(draft(Source.ISSUER, "https://as.acme.example/t1/"));

    assertThat(method.path("pkce").asText()).isEqualTo("plain");
  }
}
