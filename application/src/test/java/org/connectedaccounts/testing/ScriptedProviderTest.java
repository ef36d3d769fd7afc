package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.ScriptedClient.member;
import static org.connectedaccounts.testing.ScriptedClient.parameter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.connectedaccounts.testing.TokenLedger.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedProviderTest {

  private final ScriptedProvider provider = new ScriptedProvider();
  private final ScriptedClient client =
      new ScriptedClient(ScriptedProvider.CLIENT_ID, ScriptedProvider.CLIENT_SECRET);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void authorizeWhenGrantedThenCodeStateAndIssuerComeBack() {
    URI back = authorize(query -> {});

    assertThat(back.toString()).startsWith(ScriptedClient.CALLBACK + "?");
    assertThat(parameter(back, "code")).containsExactly(provider.ledger().latest(Kind.CODE));
    assertThat(parameter(back, "state")).containsExactly("st");
    assertThat(parameter(back, "iss")).containsExactly(provider.issuer());
  }

  @Test
  void authorizeWhenScriptedThenAnswersSo() {
    provider
        .authorizesOnce(AuthorizeAnswer.denied())
        .authorizesOnce(AuthorizeAnswer.error("server_error", "no luck"))
        .authorizesOnce(AuthorizeAnswer.granted().issuedBy("https://evil.test"))
        .authorizesOnce(AuthorizeAnswer.granted().withoutState().withoutIssuer())
        .authorizesOnce(AuthorizeAnswer.granted().withState("other").doubling("code"))
        .authorizesOnce(AuthorizeAnswer.granted().adding("realmId", "42").withoutCode());

    URI denied = authorize(query -> {});
    assertThat(parameter(denied, "error")).containsExactly("access_denied");
    assertThat(parameter(denied, "code")).isEmpty();
    assertThat(parameter(authorize(query -> {}), "error")).containsExactly("server_error");
    assertThat(parameter(authorize(query -> {}), "iss")).containsExactly("https://evil.test");
    URI bare = authorize(query -> {});
    assertThat(parameter(bare, "state")).isEmpty();
    assertThat(parameter(bare, "iss")).isEmpty();
    URI doubled = authorize(query -> {});
    assertThat(parameter(doubled, "code")).hasSize(2).doesNotHaveDuplicates();
    assertThat(parameter(doubled, "state")).containsExactly("other");
    URI added = authorize(query -> {});
    assertThat(parameter(added, "realmId")).containsExactly("42");
    assertThat(parameter(added, "code")).isEmpty();
    assertThat(parameter(authorize(query -> {}), "code")).hasSize(1);
  }

  @Test
  void authorizeWhenRequestIsWrongThenRefuses() {
    provider.requiresPkce();
    assertThat(parameter(authorize(query -> query.remove("code_challenge")), "error"))
        .containsExactly("invalid_request");
    assertThat(parameter(authorize(query -> query.put("response_type", "token")), "error"))
        .containsExactly("invalid_request");
    assertThat(parameter(authorize(query -> query.put("code_challenge_method", "plain")), "error"))
        .containsExactly("invalid_request");

    provider.client("strict", "x", ClientAuthentication.POST, "http://127.0.0.1:1/only");
    Map<String, String> query = client.authorization("read");
    query.put("client_id", "strict");
    assertThat(page(query).status()).isEqualTo(400);
    query.put("client_id", "nobody");
    assertThat(page(query).status()).isEqualTo(400);
  }

  @Test
  void tokenWhenCodeIsRightThenTokensWorkAndCodeIsSpent() throws IOException {
    HttpResponse<String> tokens = connect();

    assertThat(tokens.statusCode()).isEqualTo(200);
    assertThat(member(tokens, "expires_in")).isEqualTo("3600");
    assertThat(member(tokens, "scope")).isEqualTo("openid read");
    assertThat(member(tokens, "id_token").split("\\.", -1)).hasSize(3);
    assertThat(member(asks(ScriptedProvider.USERINFO, tokens), "sub")).isEqualTo("user-ada");
    assertThat(asks(ScriptedProvider.API, tokens).statusCode()).isEqualTo(200);

    HttpResponse<String> again = redeem(provider.ledger().latest(Kind.CODE), form -> {});
    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(member(again, "error")).isEqualTo("invalid_grant");
    assertThat(asks(ScriptedProvider.API, tokens).statusCode()).isEqualTo(401);
    assertThat(provider.ledger().consumed(Kind.CODE)).hasSize(1);
    assertThat(provider.ledger().presented(Kind.CODE)).hasSize(2);
    assertThat(provider.ledger().refused(Kind.CODE)).hasSize(1);
  }

  @Test
  void tokenWhenProofIsWrongThenInvalidGrant() throws IOException {
    assertInvalidGrant(form -> form.put("code_verifier", "wrong"));
    assertInvalidGrant(form -> form.remove("code_verifier"));
    assertInvalidGrant(form -> form.put("redirect_uri", ScriptedClient.CALLBACK + "/"));
    assertInvalidGrant(form -> form.put("code", "code_unknown"));
    assertInvalidGrant(form -> provider.letsPass(Duration.ofSeconds(61)));
    assertThat(redeem(newCode(), form -> form.put("grant_type", "password")).body())
        .contains("unsupported_grant_type");
  }

  @Test
  void tokenWhenClientAuthenticatesOtherwiseThenInvalidClient() throws IOException {
    register(ClientAuthentication.BASIC);
    assertThat(client.postWithBasic(tokenUri(), client.redemption(newCode())).statusCode())
        .isEqualTo(200);
    assertThat(client.postWithSecret(tokenUri(), client.redemption(newCode())).statusCode())
        .isEqualTo(401);
    register(ClientAuthentication.POST);
    assertThat(client.postWithSecret(tokenUri(), client.redemption(newCode())).statusCode())
        .isEqualTo(200);
    HttpResponse<String> basic = client.postWithBasic(tokenUri(), client.redemption(newCode()));
    assertThat(member(basic, "error")).isEqualTo("invalid_client");
    assertThat(basic.headers().firstValue("www-authenticate")).isPresent();

    ScriptedClient guesser = new ScriptedClient(ScriptedProvider.CLIENT_ID, "guess");
    assertThat(guesser.postWithSecret(tokenUri(), client.redemption(newCode())).statusCode())
        .isEqualTo(401);

    register(ClientAuthentication.NONE);
    Map<String, String> form = client.redemption(newCode());
    form.put("client_id", ScriptedProvider.CLIENT_ID);
    assertThat(client.post(tokenUri(), form, request -> {}).statusCode()).isEqualTo(200);
  }

  @Test
  void tokenWhenClientCredentialsThenAccessTokenAlone() throws IOException {
    HttpResponse<String> tokens =
        client.postWithBasic(tokenUri(), Map.of("grant_type", "client_credentials"));

    assertThat(asks(ScriptedProvider.API, tokens).statusCode()).isEqualTo(200);
    assertThat(member(tokens, "refresh_token")).isEmpty();
  }

  @Test
  void accessTokenWhenOldOrUnknownThenApiRefuses() throws IOException {
    provider.accessTokensLive(Duration.ofMinutes(1));
    HttpResponse<String> tokens = connect();
    provider.letsPass(Duration.ofMinutes(2));

    assertThat(asks(ScriptedProvider.API, tokens).statusCode()).isEqualTo(401);
    assertThat(client.getAs(provider.uri(ScriptedProvider.USERINFO), "at_x").statusCode())
        .isEqualTo(401);
    assertThat(client.get(provider.uri(ScriptedProvider.API)).statusCode()).isEqualTo(401);
    assertThat(provider.ledger().refused(Kind.ACCESS)).hasSize(2);
  }

  @Test
  void apiWhenKeyOrLoginIsKnownThenAnswers() throws IOException {
    provider.acceptsApiKey("k 1").acceptsLogin("bob", "pw");
    URI api = provider.uri(ScriptedProvider.API);

    assertThat(client.get(api, "X-Api-Key", "k 1").statusCode()).isEqualTo(200);
    assertThat(client.getAs(api, "k 1").statusCode()).isEqualTo(200);
    assertThat(client.get(provider.uri(ScriptedProvider.API + "?api_key=k+1")).statusCode())
        .isEqualTo(200);
    assertThat(client.get(api, "Authorization", "Basic Ym9iOnB3").statusCode()).isEqualTo(200);
    assertThat(client.get(api, "Authorization", "Basic Ym9iOnB4").statusCode()).isEqualTo(401);
    assertThat(client.get(api, "X-Api-Key", "k 2").statusCode()).isEqualTo(401);
    provider.rejectsApiKey("k 1");
    assertThat(client.get(api, "X-Api-Key", "k 1").statusCode()).isEqualTo(401);
  }

  @Test
  void sitesWhenTokenLivesThenLists() throws IOException {
    provider.sites(Map.of("cloud-1", "acme"));
    HttpResponse<String> tokens = connect();

    assertThat(asks(ScriptedProvider.SITES, tokens).body())
        .isEqualTo(
            "[{\"id\":\"cloud-1\",\"name\":\"acme\",\"url\":\"https://acme.example.test\"}]");
    assertThat(client.get(provider.uri(ScriptedProvider.SITES)).statusCode()).isEqualTo(401);
  }

  private void register(ClientAuthentication how) {
    provider.client(ScriptedProvider.CLIENT_ID, ScriptedProvider.CLIENT_SECRET, how);
  }

  private void assertInvalidGrant(Consumer<Map<String, String>> change) throws IOException {
    HttpResponse<String> answer = redeem(newCode(), change);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(member(answer, "error")).isEqualTo("invalid_grant");
  }

  private HttpResponse<String> connect() throws IOException {
    return redeem(newCode(), form -> {});
  }

  private String newCode() {
    return parameter(authorize(query -> {}), "code").getFirst();
  }

  private URI authorize(Consumer<Map<String, String>> change) {
    Map<String, String> query = client.authorization("openid read");
    change.accept(query);
    return page(query).location().orElseThrow();
  }

  private Browser.Page page(Map<String, String> query) {
    return new Browser()
        .get(provider.uri(ScriptedProvider.AUTHORIZE + "?" + FormText.write(query)));
  }

  private HttpResponse<String> redeem(String code, Consumer<Map<String, String>> change)
      throws IOException {
    Map<String, String> form = client.redemption(code);
    change.accept(form);
    return client.postWithBasic(tokenUri(), form);
  }

  private HttpResponse<String> asks(String path, HttpResponse<String> tokens) throws IOException {
    return client.getAs(provider.uri(path), member(tokens, "access_token"));
  }

  private URI tokenUri() {
    return provider.uri(ScriptedProvider.TOKEN);
  }
}
