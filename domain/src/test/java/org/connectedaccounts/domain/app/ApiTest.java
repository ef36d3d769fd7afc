package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.connectedaccounts.domain.app.CredentialPlacement.Basic;
import org.connectedaccounts.domain.app.CredentialPlacement.Body;
import org.connectedaccounts.domain.app.CredentialPlacement.Header;
import org.connectedaccounts.domain.app.CredentialPlacement.Query;
import org.connectedaccounts.domain.app.CredentialPlacement.Url;
import org.junit.jupiter.api.Test;

class ApiTest {

  private static final TemplateValues VALUES =
      TemplateValues.of(Map.of("email", "jo@h"), Map.of("key", "1:a/b&\"c"), Map.of());

  private static Template template(String text) {
    return Template.parse(text);
  }

  @Test
  void prepareWhenHeaderThenReplacesWhateverCaseTheRequestUsed() {
    var api =
        new Api(
            UrlTemplate.parse("https://h"),
            List.of(Methods.bearer("${secret.key}")),
            Map.of("Version", template("1"), "Tenant", template("${capture.tenant}")),
            null);
    var request =
        new RequestTemplate(
            "GET",
            UrlTemplate.parse("https://h/me"),
            Map.of("authorization", template("none"), "version", template("2")),
            null);

    var prepared = api.prepare(request, VALUES);

    assertThat(prepared.headers().values()).containsExactlyInAnyOrder("Bearer 1:a/b&\"c", "2");
    assertThat(prepared.toString()).doesNotContain("1:a");
  }

  @Test
  void prepareWhenBasicThenEncodesThePair() {
    var api = Methods.api("https://h", new Basic(template("${input.email}/token"), template("p")));

    assertThat(api.prepare(RequestTemplate.get("https://h/me"), VALUES).headers())
        .containsEntry("Authorization", "Basic am9AaC90b2tlbjpw");
  }

  @Test
  void prepareWhenQueryThenAddsToWhatIsThere() {
    var api = Methods.api("https://h", new Query("api key", template("${secret.key}")));

    assertThat(api.prepare(RequestTemplate.get("https://h/me"), VALUES).url())
        .isEqualTo("https://h/me?api%20key=1%3Aa%2Fb%26%22c");
    assertThat(api.prepare(RequestTemplate.get("https://h/me?a=1"), VALUES).url())
        .isEqualTo("https://h/me?a=1&api%20key=1%3Aa%2Fb%26%22c");
  }

  @Test
  void prepareWhenInUrlThenStandsRightAfterTheBase() {
    var api = Methods.api("https://h/v1", new Url(template("/bot${secret.key}")));

    assertThat(api.prepare(RequestTemplate.get("https://h/v1/getMe?x=1"), VALUES).url())
        .isEqualTo("https://h/v1/bot1:a%2Fb%26%22c/getMe?x=1");
  }

  @Test
  void prepareWhenInBodyThenBecomesAMemberOfTheObject() {
    var api = Methods.api("https://h", new Body("k", template("${secret.key}")));
    var url = UrlTemplate.parse("https://h/x");

    assertThat(api.prepare(new RequestTemplate("POST", url, Map.of(), null), VALUES).body())
        .isEqualTo("{\"k\":\"1:a/b&\\\"c\"}");
    assertThat(
            api.prepare(new RequestTemplate("POST", url, Map.of(), template(" {\"a\":1}")), VALUES)
                .body())
        .isEqualTo("{\"k\":\"1:a/b&\\\"c\",\"a\":1}");
  }

  /** Optional means: where there is no value. A fallback is one. */
  @Test
  void prepareWhenAFallbackHasAValueThenItStands() {
    var api =
        new Api(
            UrlTemplate.parse("https://h"),
            List.of(
                new Header("X-Key", template("${secret.other || secret.key}"), true),
                new Query("zone", template("${input.zone || 'eu'}"), true),
                new Header("X-None", template("${secret.other || secret.another}"), true)),
            Map.of("Tenant", template("${capture.tenant || 'main'}")),
            null);

    var prepared = api.prepare(RequestTemplate.get("https://h/me"), VALUES);

    assertThat(prepared.headers())
        .containsExactlyInAnyOrderEntriesOf(Map.of("X-Key", "1:a/b&\"c", "Tenant", "main"));
    assertThat(prepared.url()).isEqualTo("https://h/me?zone=eu");
  }

  @Test
  void newWhenPlacementCannotWorkThenRefuses() {
    assertThatThrownBy(() -> Methods.api(null, new Url(template("/bot${secret.key}"))))
        .hasMessageStartingWith("base_url:");
    var elsewhere =
        new Verification(
            RequestTemplate.get("https://h2/getMe"), Verification.OK, Verification.REJECTED, null);
    assertThatThrownBy(
            () ->
                new Api(
                    UrlTemplate.parse("https://h"),
                    List.of(new Url(template("/bot${secret.key}"))),
                    Map.of(),
                    elsewhere))
        .hasMessageStartingWith("verify/url:");
    assertThatThrownBy(() -> new Url(template("bot"))).hasMessageStartingWith("value:");
  }
}
