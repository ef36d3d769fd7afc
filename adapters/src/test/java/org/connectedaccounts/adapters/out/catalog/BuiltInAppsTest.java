package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AuthMethod;
import org.connectedaccounts.domain.app.Keys;
import org.connectedaccounts.domain.app.OAuth2;
import org.junit.jupiter.api.Test;

/** What the build holds of every app beyond the language; CompileApps has read all of them. */
class BuiltInAppsTest {

  private static final List<String> PROMISED =
      List.of(
          "slack",
          "github",
          "google_drive",
          "gmail",
          "google_sheets",
          "microsoft_outlook",
          "notion",
          "hubspot",
          "salesforce",
          "shopify",
          "zendesk",
          "jira",
          "linear",
          "airtable",
          "discord",
          "dropbox",
          "zoom",
          "paypal",
          "sendgrid",
          "stripe",
          "twilio",
          "openai",
          "telegram_bot",
          "postgresql",
          "aws");

  private static final BuiltInApps APPS = new BuiltInApps(new DefinitionReader());

  @Test
  void everyAppIsWellMade() {
    List<String> wrong = new ArrayList<>();
    for (AppDefinition app : APPS.all().values()) {
      if (app.document().contains("http://")) {
        wrong.add(app.slug() + " speaks without TLS");
      }
      String logo = "logos/" + app.logo() + ".svg";
      if (app.logo() != null && BuiltInApps.class.getClassLoader().getResource(logo) == null) {
        wrong.add(app.slug() + " has no " + logo);
      }
      app.methods().forEach(method -> check(app, method, wrong));
    }
    assertThat(wrong).isEmpty();
  }

  private static void check(AppDefinition app, AuthMethod method, List<String> wrong) {
    String which = app.slug() + "/" + method.id();
    if (method.authNames().isEmpty()) {
      wrong.add(which + " gives a step nothing");
    }
    boolean placed = !method.api().credentials().isEmpty();
    if (method.scheme() instanceof OAuth2 && !placed) {
      wrong.add(which + " does not say where its token goes");
    }
    boolean signed = method.extensions().account() != null;
    boolean shown = placed || signed;
    if (method.scheme() instanceof Keys && method.api().verification() != null && !shown) {
      wrong.add(which + " has a probe that shows nothing");
    }
  }

  @Test
  void allWhenAskedThenHasAThousandAppsAndThePromisedOnes() {
    assertThat(APPS.all()).hasSizeGreaterThan(1000).containsKeys(PROMISED.toArray(String[]::new));
  }

  @Test
  void allWhenAskedThenNoTwoAppsHaveOneName() {
    Map<String, List<String>> byName =
        APPS.all().values().stream()
            .collect(
                Collectors.groupingBy(
                    app -> String.join("", Words.of(app.name())),
                    Collectors.mapping(app -> app.slug().value(), Collectors.toList())));

    assertThat(byName.values()).allSatisfy(slugs -> assertThat(slugs).hasSize(1));
  }

  @Test
  void sendgridWhenReadThenItsFieldIsApiKeyId() {
    AppDefinition sendgrid = APPS.find("sendgrid").orElseThrow();

    assertThat(sendgrid.defaultMethod().authNames())
        .extracting(name -> name.name())
        .containsExactly("api_key_id");
  }
}
