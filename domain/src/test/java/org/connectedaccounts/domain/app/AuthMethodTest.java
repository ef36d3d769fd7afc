package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.app.FieldProblem.Kind;
import org.junit.jupiter.api.Test;

class AuthMethodTest {

  private static final String AUTHORIZE = "https://as.example/authorize";
  private static final String TOKEN = "https://as.example/token";

  private static OAuth2 capturing(String capture, boolean fromCallback) {
    var tokens = new LinkedHashMap<String, TokenPath>();
    tokens.put("oauth_access_token", new TokenPath(new DottedPath("access_token"), false));
    tokens.put("oauth_user_token", new TokenPath(new DottedPath("user.access_token"), true));
    var captured = Map.of(capture, new DottedPath("team.id"));
    var response =
        new TokenResponse(
            null, tokens, fromCallback ? Map.of() : captured, new DottedPath("scope"));
    var endpoint =
        new TokenEndpoint(
            UrlTemplate.parse(TOKEN), ClientAuth.POST, "client_id", TokenRequest.PLAIN, response);
    var consent =
        new Consent(
            UrlTemplate.parse(AUTHORIZE),
            null,
            Scopes.NONE,
            PkceMethod.S256,
            Map.of(),
            fromCallback ? Map.of(capture, "realmId") : Map.of(),
            null);
    var choice =
        new Choice(
            RequestTemplate.get("https://api.example/sites"),
            new DottedPath(""),
            new DottedPath("id"),
            new DottedPath("name"),
            "site_id");
    return new OAuth2(consent, endpoint, RefreshPolicy.UNKNOWN, null, GrantSharing.SINGLE, choice);
  }

  @Test
  void authNamesWhenOAuthThenTokensAreSecretAndTheRestIsNot() {
    var fields = List.of(Methods.openWithPattern("shop"), Methods.secret("developer_key"));

    assertThat(Methods.of(fields, capturing("team_id", false), Api.NONE).authNames())
        .containsExactly(
            new AuthName("oauth_access_token", true),
            new AuthName("oauth_user_token", true),
            new AuthName("shop", false),
            new AuthName("team_id", false),
            new AuthName("site_id", false));
  }

  @Test
  void authNamesWhenKeysThenAreTheFields() {
    assertThat(Methods.key(Api.NONE, Methods.open("host"), Methods.secret("key")).authNames())
        .containsExactly(new AuthName("host", false), new AuthName("key", true));
  }

  @Test
  void authNamesWhenClientCredentialsThenHidesTheClient() {
    var scheme = new ClientCredentials(TokenEndpoint.at(TOKEN), Scopes.NONE, TokenLifetime.UNKNOWN);
    var fields = List.of(Methods.open("client_id"), Methods.secret("client_secret"));

    assertThat(Methods.of(fields, scheme, Api.NONE).authNames())
        .containsExactly(new AuthName("oauth_access_token", true));
    assertThatThrownBy(() -> Methods.of(List.of(Methods.open("client_id")), scheme, Api.NONE))
        .hasMessageContaining("client_secret");
  }

  @Test
  void newWhenNamesCollideThenRefuses() {
    assertThatThrownBy(() -> Methods.key(Api.NONE, Methods.secret("key"), Methods.secret("key")))
        .hasMessage("fields/1/name: this name is used twice");
    assertThatThrownBy(
            () ->
                Methods.of(List.of(Methods.open("team_id")), capturing("team_id", false), Api.NONE))
        .hasMessageContaining("team_id");
    assertThatThrownBy(
            () ->
                Methods.of(
                    List.of(Methods.secret("oauth_access_token")),
                    Methods.oauth(AUTHORIZE, TOKEN),
                    Api.NONE))
        .hasMessageContaining("oauth_access_token");
  }

  @Test
  void newWhenReferenceUnknownThenNamesPartAndReference() {
    assertThatThrownBy(
            () ->
                Methods.key(
                    Methods.api("https://h", Methods.bearer("${secret.other}")),
                    Methods.secret("key")))
        .hasMessage("api/credentials/0: ${secret.other} is not a secret that may stand here");
    assertThatThrownBy(
            () -> Methods.of(List.of(), Methods.oauth(AUTHORIZE + "/${input.x}", TOKEN), Api.NONE))
        .hasMessageStartingWith("authorization_url: ${input.x}");
  }

  @Test
  void newWhenSecretIsReferredToAsInputThenRefuses() {
    assertThatThrownBy(
            () -> Methods.key(Methods.api("https://h/${input.key}"), Methods.secret("key")))
        .hasMessageStartingWith("api/base_url: ${input.key}");
  }

  @Test
  void newWhenSecretStandsInUrlThenRefuses() {
    assertThatThrownBy(
            () -> Methods.key(Methods.api("https://h/${secret.key}"), Methods.secret("key")))
        .hasMessageStartingWith("api/base_url: ${secret.key}");
    assertThatThrownBy(
            () ->
                Methods.of(
                    List.of(Methods.secret("key")),
                    Methods.oauth(AUTHORIZE, TOKEN + "?k=${secret.key}"),
                    Api.NONE))
        .hasMessageStartingWith("token_url: ${secret.key}");
  }

  @Test
  void newWhenCallbackChoosesAHostThenRefuses() {
    var scheme = capturing("domain", true);

    assertThatThrownBy(
            () -> Methods.of(List.of(), scheme, Methods.api("https://${capture.domain}.example/")))
        .hasMessageContaining("comes from the callback");
    assertThat(Methods.of(List.of(), scheme, Methods.api("https://h/${capture.domain}")).label())
        .isEqualTo("M");
  }

  @Test
  void newWhenUserMayNameAnyTokenHostThenRefuses() {
    var scheme =
        Methods.oauth("https://${input.shop}.example/a", "https://${input.shop}.example/t");

    assertThatThrownBy(() -> Methods.of(List.of(Methods.open("shop")), scheme, Api.NONE))
        .hasMessageContaining("needs a pattern or options");
    assertThat(Methods.of(List.of(Methods.openWithPattern("shop")), scheme, Api.NONE).fields())
        .hasSize(1);
  }

  @Test
  void validateWhenValuesWrongThenTellsEachFieldAndUnknownOnes() {
    var method = Methods.key(Api.NONE, Methods.openWithPattern("shop"), Methods.secret("key"));

    assertThat(method.validate(Map.of("shop", "NO", "extra", "1")))
        .extracting(FieldProblem::field, FieldProblem::kind)
        .containsExactlyInAnyOrder(
            tuple("shop", Kind.PATTERN),
            tuple("key", Kind.REQUIRED),
            tuple("extra", Kind.UNKNOWN_FIELD));
  }

  @Test
  void completeWhenValueLeftOutThenTakesTheDefault() {
    var port = new InputField("port", "Port", false, true, FieldRules.ANY, FieldHelp.NONE, "5432");
    var method = Methods.key(Api.NONE, port, Methods.secret("key"));

    assertThat(method.complete(Map.of("port", "", "key", "k")))
        .isEqualTo(Map.of("port", "5432", "key", "k"));
  }
}
