package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.connectedaccounts.domain.app.Reference.Root;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  private static final TemplateValues VALUES =
      TemplateValues.of(
          Map.of("shop", "acme"),
          Map.of("token", "t\"\\\n0p", "line", "a\r\nX-Evil: 1"),
          Map.of("team", "T1"));

  @Test
  void renderWhenAllRootsUsedThenFillsThem() {
    var template = Template.parse("${input.shop}-${capture.team}/$5 {x}");

    assertThat(template.render(VALUES)).isEqualTo("acme-T1/$5 {x}");
    assertThat(template.references())
        .containsExactly(new Reference(Root.INPUT, "shop"), new Reference(Root.CAPTURE, "team"));
  }

  @Test
  void toStringWhenParsedThenIsTheSource() {
    assertThat(Template.parse("Bearer ${secret.token}!")).hasToString("Bearer ${secret.token}!");
  }

  @Test
  void renderWhenValueMissingThenNamesTheReference() {
    assertThatThrownBy(() -> Template.parse("${input.other}").render(VALUES))
        .isInstanceOf(UnrenderableTemplate.class)
        .hasMessage("${input.other} has no value");
  }

  @Test
  void renderHeaderWhenValueBreaksTheLineThenRefusesWithoutTellingIt() {
    assertThatThrownBy(() -> Template.parse("x ${secret.line}").renderHeader(VALUES))
        .isInstanceOf(UnrenderableTemplate.class)
        .hasMessageContaining("${secret.line}")
        .hasMessageNotContaining("Evil");
  }

  @Test
  void renderJsonWhenValueHasQuotesThenStaysInsideItsString() {
    var template = Template.parse("{\"t\":\"${secret.token}\"}");

    assertThat(template.renderJson(VALUES)).isEqualTo("{\"t\":\"t\\\"\\\\\\u000a0p\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${input.x",
        "${x}",
        "${other.x}",
        "${input.}",
        "${input.X}",
        "${input.a.b}",
        "${}",
        "${ input.x}",
        "${INPUT.x}"
      })
  void parseWhenHoleIsNoReferenceThenRefuses(String text) {
    assertThatThrownBy(() -> Template.parse(text)).isInstanceOf(InvalidDefinitionPart.class);
  }
}
