package org.connectedaccounts.adapters.out.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.connectedaccounts.adapters.out.catalog.Catalogue;
import org.connectedaccounts.application.port.AppDrafts.Drafted;
import org.connectedaccounts.application.port.AppDrafts.Source;
import org.connectedaccounts.application.port.AppDrafts.Wanted;
import org.connectedaccounts.application.port.Egress;
import org.connectedaccounts.domain.app.AppSlug;
import org.junit.jupiter.api.Test;

/** A draft that looks clean is right, and says what it leaves out. */
class OpenApiDraftsTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static Drafted draft(String document) {
    var drafts =
        new DiscoveredDrafts(
            request ->
                new Egress.Answered(200, Map.of(), document.getBytes(StandardCharsets.UTF_8)));
    URI place = URI.create("https://acme.example/openapi.yaml");
    return (Drafted) drafts.draft(new Wanted(Source.OPENAPI, place, new AppSlug("acme"), ""));
  }

  /** The methods of the draft, which a put would take. */
  private static JsonNode auth(Drafted draft) throws IOException {
    Catalogue.documents().read(draft.document());
    return JSON.readTree(draft.document()).path("auth");
  }

  private static final String SERVER =
      """
      openapi: 3.1.0
      servers: [{url: "https://api.acme.example/v1"}]
      """;

  private static final String TWO_KEYS =
      """
      components:
        securitySchemes:
          apiKeyAuth: {type: apiKey, in: header, name: X-API-KEY}
          appKeyAuth: {type: apiKey, in: header, name: X-APPLICATION-KEY}
          token: {type: http, scheme: bearer}
      """;

  @Test
  void schemesThatAreWantedTogetherAreOneMethod() throws IOException {
    Drafted draft =
        draft(SERVER + "security: [{apiKeyAuth: [], appKeyAuth: []}, {token: []}]\n" + TWO_KEYS);

    JsonNode auth = auth(draft);
    assertThat(auth.findValuesAsText("id")).containsExactly("api_key_auth_app_key_auth", "token");
    assertThat(auth.at("/0/type").asText()).isEqualTo("custom");
    assertThat(auth.at("/0/fields").findValuesAsText("label"))
        .containsExactly("Api key auth", "App key auth");
    assertThat(auth.at("/0/api/credentials").findValuesAsText("name"))
        .containsExactly("X-API-KEY", "X-APPLICATION-KEY");
    assertThat(auth.at("/0/api/credentials/1/value").asText()).isEqualTo("${secret.app_key_auth}");
    assertThat(draft.notes())
        .containsExactly("One method has what is wanted together: apiKeyAuth, appKeyAuth.");
  }

  @Test
  void schemeThatSufficesAloneSomewhereIsAMethodBesides() throws IOException {
    String paths =
        """
        paths:
          /me: {get: {security: [{apiKeyAuth: [], appKeyAuth: []}]}}
          /ping: {get: {security: [{apiKeyAuth: []}, {}]}}
        """;

    assertThat(auth(draft(SERVER + paths + TWO_KEYS)).findValuesAsText("id"))
        .containsExactly("api_key_auth_app_key_auth", "api_key_auth", "token");
  }

  /** Two in one header cannot be sent; a consent and a key are no method. */
  @Test
  void schemesThatNoMethodHasTogetherAreTold() throws IOException {
    String schemes =
        """
        security: [{login: [], token: []}, {consent: [], key: []}]
        components:
          securitySchemes:
            login: {type: http, scheme: basic}
            token: {type: http, scheme: bearer}
            key: {type: apiKey, in: query, name: key}
            consent:
              type: oauth2
              flows:
                authorizationCode: {authorizationUrl: "https://a.example/a", tokenUrl: "https://a.example/t", scopes: {}}
        """;

    Drafted draft = draft(SERVER + schemes);

    assertThat(auth(draft)).hasSize(4);
    assertThat(draft.notes())
        .containsExactly(
            "Wanted together, which the draft does not say: login, token.",
            "Wanted together, which the draft does not say: consent, key.");
  }

  @Test
  void partOfTheServerThatIsAPathStandsInTheUrl() throws IOException {
    String document =
        """
        openapi: 3.0.3
        servers:
          - url: "{scheme}://{region}.acme.example/{basePath}/{empty}"
            variables:
              scheme: {default: http, enum: [http, https]}
              region: {default: eu}
              basePath: {default: /v2/x, enum: [/v2/x, /v3]}
              empty: {default: ""}
          - url: https://test.acme.example
        components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}}
        """;

    Drafted draft = draft(document);

    JsonNode method = auth(draft).path(0);
    assertThat(method.at("/api/base_url").asText())
        .isEqualTo("https://${input.region}.acme.example/v2/x");
    assertThat(method.path("fields").findValuesAsText("name")).containsExactly("api_key", "region");
    assertThat(draft.notes())
        .containsExactly(
            "The draft has the first server. Others: https://test.acme.example",
            "The server's basePath is a path, so base_url has its default, /v2/x; it may be one of"
                + " /v2/x, /v3.",
            "The server's empty is a path, so base_url has its default, which is empty.");
  }

  @Test
  void everyFlowIsAMethodOrIsTold() throws IOException {
    String schemes =
        """
        components:
          securitySchemes:
            oauth:
              type: oauth2
              flows:
                authorizationCode: {authorizationUrl: "https://a.example/a", tokenUrl: "https://a.example/t", scopes: {}}
                clientCredentials: {tokenUrl: "https://a.example/t", scopes: {}}
                implicit: {authorizationUrl: "https://a.example/a", scopes: {}}
            old:
              type: oauth2
              flows: {password: {tokenUrl: "https://a.example/t", scopes: {}}}
        """;

    Drafted draft = draft(SERVER + schemes);

    assertThat(auth(draft).findValuesAsText("id"))
        .contains("oauth", "oauth_client_credentials")
        .doesNotContain("old");
    assertThat(draft.notes())
        .containsExactly(
            "Left out flows of the security scheme oauth: implicit.",
            "Left out the security scheme old: a definition knows the flows authorizationCode and"
                + " clientCredentials, this one has password.");
  }

  @Test
  void whatIsLeftOutIsToldWithTheReasonAndWhatWouldDo() {
    String schemes =
        """
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X-Key}
            sso: {type: openIdConnect, openIdConnectUrl: "https://login.acme.example/.well-known/openid-configuration"}
            digest: {type: http, scheme: digest}
            tls: {type: mutualTLS}
        """;

    assertThat(draft(SERVER + schemes).notes())
        .containsExactly(
            "Left out the security scheme sso: import it by itself, with source issuer and url"
                + " https://login.acme.example.",
            "Left out the security scheme digest: of HTTP's schemes a definition knows basic and"
                + " bearer, this one is digest.",
            "Left out the security scheme tls: no client certificate is sent.");
  }
}
