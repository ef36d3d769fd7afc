package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.domain.app.Reference.Root;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {

  private static String render(String url, String value) {
    return UrlTemplate.parse(url).render(TemplateValues.of(Map.of("x", value), Map.of(), Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "https://${input.x}.example.com/a, acme, https://acme.example.com/a",
    "https://${input.x}/a, eu-1.example.com, https://eu-1.example.com/a",
    "http://h:${input.x}/a, 8080, http://h:8080/a",
    "https://h/${input.x}/b, a/../b?c#d, https://h/a%2F..%2Fb%3Fc%23d/b",
    "https://h/${input.x}, a:b@c é, https://h/a:b@c%20%C3%A9",
    "https://h?q=${input.x}, a&b=c:d, https://h?q=a%26b%3Dc%3Ad",
    "${input.x}/services, https://na1.my.example.com, https://na1.my.example.com/services",
    "${input.x}?q=1, https://h:8443/base, https://h:8443/base?q=1"
  })
  void renderWhenValueFitsThenPutsItInItsPlaceOnly(String url, String value, String expected) {
    assertThat(render(url, value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://h.example/${input.x}?q=a://b, https://h.example",
    "http://10.0.0.8:8080?x=1, http://10.0.0.8:8080",
    "https://[::1]:8443, https://[::1]:8443",
    "https://${input.x}.example.com/a, ",
    "https://h:${input.x}/a, ",
    "${input.x}/a, "
  })
  void writtenOriginThenWhereItGoesUnlessAValueDecides(String url, @Nullable String origin) {
    assertThat(UrlTemplate.parse(url).writtenOrigin()).isEqualTo(Optional.ofNullable(origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.com/",
        "evil.com?",
        "evil.com#",
        "evil.com:8080",
        "user@evil.com",
        "evil.com\\",
        "a b",
        "",
        ".",
        "..",
        "a..b",
        "-a",
        "a-",
        ".a",
        "evil.com%2f",
        "evil。com",
        "a\nb",
        "[::1]",
        "a_b"
      })
  void renderWhenValueWouldChangeTheHostThenRefuses(String value) {
    for (String url :
        new String[] {
          "https://${input.x}.example.com/", "https://${input.x}/", "https://a.${input.x}"
        }) {
      assertThatThrownBy(() -> render(url, value))
          .as(url)
          .isInstanceOf(UnrenderableTemplate.class)
          .hasMessageStartingWith("${input.x}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com", "ftp://example.com", "https://", "https://u@example.com", "https://a\\b",
        "https://a.com/../b", "https://a.com?x", "https://a.com#x", "https://a.com/", "javascript:x"
      })
  void renderWhenValueIsNoOriginThenRefuses(String value) {
    assertThatThrownBy(() -> render("${input.x}/a", value))
        .isInstanceOf(UnrenderableTemplate.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"80a", "", "-1", "123456", "80/x"})
  void renderWhenValueIsNoPortThenRefuses(String value) {
    assertThatThrownBy(() -> render("https://h:${input.x}/", value))
        .isInstanceOf(UnrenderableTemplate.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".."})
  void renderWhenValueWouldMoveUpThePathThenRefuses(String value) {
    assertThatThrownBy(() -> render("https://h/a/${input.x}/b", value))
        .isInstanceOf(UnrenderableTemplate.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/a",
        "example.com",
        "ftp://h/",
        "https:///a",
        "https://",
        "https://u@h/",
        "https://h/#f",
        "https://h/a b",
        "https://h\\a",
        "${input.x}.evil.com",
        "${input.x}${input.y}",
        "x${input.x}",
        "https://u:${input.x}@h/"
      })
  void parseWhenNotAnAbsoluteHttpUrlThenRefuses(String url) {
    assertThatThrownBy(() -> UrlTemplate.parse(url)).isInstanceOf(InvalidDefinitionPart.class);
  }

  @Test
  void hostReferencesWhenSomeStandInThePathThenLeavesThoseOut() {
    var url = UrlTemplate.parse("https://${input.a}.h:${input.b}/${input.c}?d=${input.d}");

    assertThat(url.hostReferences())
        .containsExactly(new Reference(Root.INPUT, "a"), new Reference(Root.INPUT, "b"));
  }
}
