package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the smaller parts of a definition refuse. */
class DefinitionPartsTest {

  private static final AppDocument SOURCE = new AppDocument("text", "0".repeat(64));

  private static AppListing listing(String category, String homepage, String logo) {
    return new AppListing("Acme", List.of(), category, homepage, null, logo);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Slack", "1password", "google-drive", "a.b", "a/b"})
  void slugWhenNotALegalNameThenRefuses(String slug) {
    assertThatThrownBy(() -> new AppSlug(slug)).hasMessageStartingWith("slug:");
  }

  @Test
  void listingWhenLinkIsNoWebAddressThenRefuses() {
    assertThatThrownBy(() -> listing("ai", "javascript:alert(1)", "acme"))
        .hasMessageStartingWith("homepage_url:");
    assertThatThrownBy(() -> listing("ai", "https://h", "../x")).hasMessageStartingWith("logo:");
    assertThatThrownBy(() -> listing("A I", "https://h", "x")).hasMessageStartingWith("category:");
  }

  @Test
  void definitionWhenMethodsAreMissingOrRepeatedThenRefuses() {
    var slug = new AppSlug("acme");
    var listing = listing("ai", "https://h", "acme");
    var method = Methods.key(Api.NONE, Methods.secret("key"));

    assertThatThrownBy(() -> new AppDefinition(slug, listing, List.of(), SOURCE))
        .hasMessageStartingWith("auth:");
    assertThatThrownBy(() -> new AppDefinition(slug, listing, List.of(method, method), SOURCE))
        .hasMessageStartingWith("auth/1/id:");
    var app = new AppDefinition(slug, listing, List.of(method), SOURCE);
    assertThat(app.defaultMethod()).isSameAs(method);
    assertThat(app.method(new AuthMethodId("other"))).isEmpty();
  }

  @Test
  void consentWhenDefinitionSetsWhatTheServiceSetsThenRefuses() {
    for (String param : List.of("state", "redirect_uri", "client_id", "code_challenge")) {
      assertThatThrownBy(
              () ->
                  new Consent(
                      UrlTemplate.parse("https://h"),
                      null,
                      Scopes.NONE,
                      PkceMethod.S256,
                      Map.of(param, Template.parse("x")),
                      Map.of(),
                      null))
          .hasMessage("authorize_params/" + param + ": is set by the service");
    }
  }

  @Test
  void consentWhenUrlHasAProtocolParameterThenRefuses() {
    assertThatThrownBy(() -> Consent.at("https://h/a?x=1&redirect_uri=https://evil", Scopes.NONE))
        .hasMessage("authorization_url: redirect_uri is set by the service");
  }

  @Test
  void consentWhenCodeIsCapturedThenRefuses() {
    assertThatThrownBy(
            () ->
                new Consent(
                    UrlTemplate.parse("https://h"),
                    null,
                    Scopes.NONE,
                    PkceMethod.S256,
                    Map.of(),
                    Map.of("kept", "code"),
                    null))
        .hasMessageStartingWith("callback/capture/kept:");
  }

  @Test
  void consentThenNothingWaitsLongerThanTheCodeLives() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(livingFor(minute).atMostCodeLifetime(Duration.ofMinutes(5))).isEqualTo(minute);
    assertThat(livingFor(minute).atMostCodeLifetime(Duration.ofSeconds(5))).hasSeconds(5);
    assertThat(livingFor(null).atMostCodeLifetime(Duration.ofMinutes(5))).hasMinutes(5);
    assertThatThrownBy(() -> livingFor(Duration.ZERO)).hasMessageStartingWith("code_lifetime:");
  }

  private static Consent livingFor(@Nullable Duration code) {
    return new Consent(
        UrlTemplate.parse("https://h"),
        null,
        Scopes.NONE,
        PkceMethod.S256,
        Map.of(),
        Map.of(),
        code);
  }

  @Test
  void refreshWhenGraceAndClassDisagreeThenRefuses() {
    assertThatThrownBy(
            () ->
                new RefreshPolicy(
                    ProviderClass.GRACE, null, RefreshRequest.PLAIN, TokenLifetime.UNKNOWN))
        .hasMessageStartingWith("grace:");
    assertThatThrownBy(
            () ->
                new RefreshPolicy(
                    ProviderClass.STRICT,
                    Duration.ofMinutes(30),
                    RefreshRequest.PLAIN,
                    TokenLifetime.UNKNOWN))
        .hasMessageStartingWith("grace:");
    assertThatThrownBy(() -> new TokenLifetime(Duration.ZERO, null, null, null))
        .hasMessageStartingWith("assumed_ttl:");
  }

  @Test
  void requestWhenGetHasABodyThenRefuses() {
    assertThatThrownBy(
            () ->
                new RequestTemplate(
                    "GET", UrlTemplate.parse("https://h"), Map.of(), Template.parse("x")))
        .hasMessageStartingWith("body:");
    assertThatThrownBy(
            () -> new RequestTemplate("BREW", UrlTemplate.parse("https://h"), Map.of(), null))
        .hasMessageStartingWith("method:");
  }

  @Test
  void tokenResponseWhenMainTokenIsOptionalThenRefuses() {
    var optional = new TokenPath(new DottedPath("a"), true);

    assertThatThrownBy(() -> new TokenResponse(null, Map.of("t", optional), Map.of(), null))
        .hasMessageStartingWith("tokens:");
    assertThat(TokenResponse.PLAIN.mainToken()).isEqualTo("oauth_access_token");
  }
}
