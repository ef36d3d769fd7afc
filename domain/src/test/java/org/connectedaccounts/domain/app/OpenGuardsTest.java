package org.connectedaccounts.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenGuardsTest {

  private static boolean isOpen(String url, String pattern) {
    var rules = new FieldRules(pattern, 1, 253, false, List.of());
    var field = new InputField("host", "Host", false, true, rules, FieldHelp.NONE, null);
    return OpenGuards.check("token_url", UrlTemplate.parse(url), field).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "https://${input.host}/token, .*",
    "https://${input.host}/token, [A-Za-z0-9.-]+",
    "https://${input.host}/token, [a-z]+[.]com",
    "https://${input.host}:8443/token, .+",
    "https://login.${input.host}/token, .*",
    "https://${input.host}.com/token, [a-z]+",
    "https://${input.host}.co.uk/token, [a-z]+",
    "https://${input.host}.github.io/token, .*",
    "'${input.host}/token', https://.*",
    "https://${input.tenant}.${input.host}/token, .*",
  })
  void patternThatTakesAnybodysHostIsOpen(String url, String pattern) {
    assertThat(isOpen(url, pattern)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "https://${input.host}/token, [a-z0-9-]+[.]acme[.]com",
    "https://${input.host}/token, login[.]acme[.](com|eu)",
    "https://${input.host}.acme.com/token, .*",
    "https://${input.host}.acme.co.uk/token, [a-z]+",
    "https://${input.host}.acme.com:8443/token, [A-Za-z0-9.-]*",
    "'${input.host}/token', https://[a-z]+[.]acme[.]com",
  })
  void patternOrUrlThatKeepsTheDomainIsNone(String url, String pattern) {
    assertThat(isOpen(url, pattern)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.co.uk", "*.com.au", "*.github.io", "*.herokuapp.com"})
  void ruleForADomainWhereAnybodyHasHostsIsOpen(String rule) {
    var rules = new HostRules(Map.of("server", List.of("api.acme.com", rule)));

    assertThat(OpenGuards.of(rules))
        .singleElement()
        .satisfies(
            open -> {
              assertThat(open.part()).isEqualTo("hosts/server");
              assertThat(open.reason()).startsWith(rule);
            });
  }

  @Test
  void ruleForAnAppsOwnDomainIsNone() {
    var own = List.of("*.acme.com", "*.acme.co.uk", "*.eu.acme.com", "acme.github.io", "*.id.me");

    assertThat(OpenGuards.of(new HostRules(Map.of("server", own)))).isEmpty();
  }
}
