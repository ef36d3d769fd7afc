package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which later version of a method can be used for accounts that an earlier one made. */
class MethodFitTest {

  private static final String URL = "https://acme.example/token";
  private static final TokenPath PATH = new TokenPath(new DottedPath("access_token"), false);
  private static final TokenPath OPTIONAL = new TokenPath(new DottedPath("second"), true);

  /** An OAuth method, of which one part at a time changes. */
  private record Sketch(
      List<InputField> fields,
      String url,
      Map<String, TokenPath> tokens,
      Map<String, DottedPath> capture,
      Map<String, String> callback,
      @Nullable String revocation) {

    static final Sketch PLAIN =
        new Sketch(List.of(), URL, one("access", PATH), Map.of(), Map.of(), null);

    Sketch fields(InputField... next) {
      return new Sketch(List.of(next), url, tokens, capture, callback, revocation);
    }

    Sketch url(String next) {
      return new Sketch(fields, next, tokens, capture, callback, revocation);
    }

    Sketch tokens(Map<String, TokenPath> next) {
      return new Sketch(fields, url, next, capture, callback, revocation);
    }

    Sketch capture(String name) {
      var next = Map.of(name, new DottedPath(name));
      return new Sketch(fields, url, tokens, next, callback, revocation);
    }

    Sketch callback(String name) {
      return new Sketch(fields, url, tokens, capture, Map.of(name, name), revocation);
    }

    Sketch revokedWith(String param) {
      return new Sketch(fields, url, tokens, capture, callback, param);
    }

    AuthMethod method() {
      var response = new TokenResponse(null, tokens, capture, null);
      var endpoint =
          new TokenEndpoint(
              UrlTemplate.parse(url), ClientAuth.POST, ClientForm.ID, TokenRequest.PLAIN, response);
      var consent =
          new Consent(
              UrlTemplate.parse("https://acme.example/authorize"),
              null,
              Scopes.NONE,
              PkceMethod.S256,
              Map.of(),
              callback,
              null);
      var oauth =
          new OAuth2(
              consent,
              endpoint,
              RefreshPolicy.UNKNOWN,
              revocation == null ? null : revocation(revocation),
              GrantSharing.SINGLE,
              null);
      return Methods.of(fields, oauth, Api.NONE);
    }

    private static Revocation revocation(String param) {
      return new Revocation(
          UrlTemplate.parse("https://acme.example/revoke"),
          "POST",
          Revocation.Auth.NONE,
          RevokedToken.ACCESS,
          new RevocationRequest("token", Map.of(), Map.of("more", Template.parse(param))));
    }

    List<String> misfits(Sketch made) {
      return method().misfits(made.method());
    }
  }

  private static Map<String, TokenPath> one(String name, TokenPath path) {
    return Map.of(name, path);
  }

  private static Map<String, TokenPath> both(String first, String second, TokenPath path) {
    Map<String, TokenPath> both = new LinkedHashMap<>();
    both.put(first, PATH);
    both.put(second, path);
    return Collections.unmodifiableMap(both);
  }

  private static InputField optional(String name) {
    return new InputField(name, name, false, false, FieldRules.ANY, FieldHelp.NONE, null);
  }

  @Test
  void misfitsWhenOnlyPlacesAndWaysChangedThenNone() {
    assertThat(Sketch.PLAIN.misfits(Sketch.PLAIN)).isEmpty();
    assertThat(Sketch.PLAIN.url("https://acme.example/v2").misfits(Sketch.PLAIN)).isEmpty();
    assertThat(
            Sketch.PLAIN
                .tokens(one("access", new TokenPath(new DottedPath("user.token"), false)))
                .misfits(Sketch.PLAIN))
        .isEmpty();
  }

  @Test
  void misfitsWhenATokenIsRenamedOrGoneThenItIsNamed() {
    assertThat(Sketch.PLAIN.tokens(one("other", PATH)).misfits(Sketch.PLAIN))
        .containsExactly("the token access is gone");
    Sketch two = Sketch.PLAIN.tokens(both("access", "user", PATH));
    assertThat(Sketch.PLAIN.misfits(two)).containsExactly("the token user is gone");
    assertThat(two.misfits(Sketch.PLAIN)).as("one more").isEmpty();
  }

  @Test
  void misfitsWhenAnotherTokenIsTheMainOneThenItIsNamed() {
    assertThat(
            Sketch.PLAIN
                .tokens(both("user", "access", PATH))
                .misfits(Sketch.PLAIN.tokens(both("access", "user", PATH))))
        .containsExactly("the first token was access");
  }

  @Test
  void misfitsWhenACaptureOfTheTokenAnswerIsGoneThenItIsNamed() {
    assertThat(Sketch.PLAIN.misfits(Sketch.PLAIN.capture("site")))
        .containsExactly("the capture site is gone");
    assertThat(Sketch.PLAIN.capture("site").misfits(Sketch.PLAIN)).as("one more").isEmpty();
    assertThat(Sketch.PLAIN.misfits(Sketch.PLAIN.callback("site")))
        .as("comes at consent alone")
        .isEmpty();
  }

  @Test
  void misfitsWhenAnAnswerWouldReplaceWhatCameFromElsewhereThenItIsNamed() {
    assertThat(Sketch.PLAIN.capture("site").misfits(Sketch.PLAIN.callback("site")))
        .containsExactly("the name site was another value's");
    assertThat(
            Sketch.PLAIN
                .tokens(both("access", "key", PATH))
                .misfits(Sketch.PLAIN.fields(Methods.secret("key"))))
        .containsExactly("the name key was another value's");
  }

  @Test
  void misfitsWhenARequestNeedsWhatAccountsDoNotHaveThenItIsNamed() {
    Sketch asking = Sketch.PLAIN.fields(Methods.open("region"));
    Sketch inUrl = asking.url(URL + "/${input.region}");
    assertThat(inUrl.misfits(Sketch.PLAIN)).containsExactly("${input.region} is needed");
    assertThat(inUrl.misfits(asking)).isEmpty();
    assertThat(asking.misfits(Sketch.PLAIN)).as("asked for and not sent later").isEmpty();
    assertThat(Sketch.PLAIN.misfits(asking)).as("no longer asked for").isEmpty();
    assertThat(asking.url(URL + "/${input.region || 'eu'}").misfits(Sketch.PLAIN))
        .as("goes without")
        .isEmpty();
    assertThat(Sketch.PLAIN.callback("shop").url(URL + "/${capture.shop}").misfits(Sketch.PLAIN))
        .containsExactly("${capture.shop} is needed");
  }

  @Test
  void misfitsWhenAFieldCouldBeLeftOutThenItIsNotThereForSure() {
    Sketch made = Sketch.PLAIN.fields(optional("region")).url(URL + "/${input.region}");
    assertThat(made.misfits(made)).isEmpty();
    Sketch required = Sketch.PLAIN.fields(Methods.open("region")).url(URL + "/${input.region}");
    assertThat(required.misfits(made)).containsExactly("${input.region} is needed");
    assertThat(made.misfits(required)).isEmpty();
    Sketch secret = Sketch.PLAIN.fields(Methods.secret("region"));
    assertThat(required.misfits(secret)).containsExactly("${input.region} is needed");
  }

  @Test
  void misfitsWhenTheGrantIsEndedWithATokenThatMayNotBeThereThenItIsNamed() {
    Sketch maybe = Sketch.PLAIN.tokens(both("access", "user", OPTIONAL));
    Sketch sure = Sketch.PLAIN.tokens(both("access", "user", PATH));
    String user = "${secret.user}";
    assertThat(sure.revokedWith(user).misfits(sure)).isEmpty();
    assertThat(sure.revokedWith(user).misfits(Sketch.PLAIN))
        .containsExactly("${secret.user} is needed");
    assertThat(sure.revokedWith(user).misfits(maybe)).containsExactly("${secret.user} is needed");
  }

  @Test
  void misfitsWhenTheTypeIsAnotherThenThatIsAll() {
    AuthMethod key = Methods.key(Api.NONE, Methods.secret("access"));
    assertThat(key.misfits(Sketch.PLAIN.method()))
        .containsExactly("the type was oauth2 and is api_key");
    AuthMethod basic =
        Methods.of(List.of(Methods.secret("access")), new Keys(Keys.Kind.BASIC), Api.NONE);
    assertThat(basic.misfits(key)).containsExactly("the type was api_key and is basic");
  }

  @Test
  void misfitsWhenAProbeShowsAnotherKeyThenItIsNamed() {
    AuthMethod made = Methods.key(probed("${secret.key}"), Methods.secret("key"));
    AuthMethod renamed = Methods.key(probed("${secret.other}"), Methods.secret("other"));
    assertThat(renamed.misfits(made)).containsExactly("${secret.other} is needed");
    assertThat(Methods.key(Methods.api(null), Methods.secret("other")).misfits(made))
        .as("nobody is asked")
        .isEmpty();
  }

  private static Api probed(String key) {
    return new Api(
        UrlTemplate.parse("https://acme.example"),
        List.of(Methods.bearer(key)),
        Map.of(),
        new Verification(
            RequestTemplate.get("https://acme.example/me"),
            Verification.OK,
            Verification.REJECTED,
            null));
  }

  @Test
  void misfitsWhenTwoRequestsGetATokenThenTheSecondLivesOnTheFirst() {
    var response =
        new TokenResponse(
            null, one("oauth_access_token", PATH), Map.of("host", new DottedPath("host")), null);
    AuthMethod made = exchange(response, null);
    NextCall next =
        new NextCall(
            "POST",
            UrlTemplate.parse("https://acme.example/${capture.host}/next"),
            Map.of("first", Template.parse("${secret.oauth_access_token}")));
    assertThat(exchange(response, next).misfits(made)).isEmpty();
  }

  private static AuthMethod exchange(TokenResponse response, @Nullable NextCall then) {
    var request =
        new TokenRequest(BodyFormat.FORM, Map.of(), Map.of("key", Template.parse("${secret.key}")));
    var endpoint =
        new TokenEndpoint(
            UrlTemplate.parse(URL),
            new ClientForm(ClientAuth.POST, ClientForm.ID),
            request,
            response,
            then,
            null);
    var scheme =
        new TokenExchange(endpoint, new TokenLifetime(Duration.ofHours(1), null, null, null));
    return Methods.of(List.of(Methods.secret("key")), scheme, Api.NONE);
  }

  @Test
  void misfitsWhenCodeSignsNowThenItDoesNotFit() {
    AuthMethod made = Methods.key(Api.NONE, Methods.secret("secret_key"));
    AuthMethod signed =
        new AuthMethod(
            made.id(),
            made.label(),
            made.fields(),
            made.scheme(),
            made.api(),
            null,
            HostRules.NONE,
            new Extensions(null, "binance"));
    assertThat(signed.misfits(made)).containsExactly("extensions are others");
    assertThat(signed.misfits(signed)).isEmpty();
    assertThat(made.misfits(signed)).isEmpty();
  }
}
