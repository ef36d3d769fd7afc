package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.testing.AppFixtures;
import org.connectedaccounts.testing.AppSearchContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForgivingSearchTest implements AppSearchContract {

  private static final List<AppDefinition> BUILT_IN =
      List.copyOf(new BuiltInApps(new DefinitionReader()).all().values());

  @Override
  public AppSearch appSearch() {
    return new ForgivingSearch();
  }

  @ParameterizedTest
  @CsvSource({
    "slak, slack",
    "gogle drive, google_drive",
    "send grid, sendgrid",
    "outlok, microsoft_outlook",
    "teams, microsoft_teams",
    "hubsopt, hubspot",
    "sales force, salesforce",
    "git hub, github",
    "gitlba, gitlab",
    "postgres, postgresql",
    "chatgpt, openai",
    "claude, anthropic",
    "gsheets, google_sheets",
    "telegram, telegram_bot",
    "amazon web servces, aws",
    "air table, airtable",
    "drop, dropbox",
    "drive, google_drive"
  })
  void rankWhenBuiltInAppsAreSearchedThenTheOneMeantIsFirst(String text, String first) {
    assertThat(appSearch().rank(BUILT_IN, text).getFirst().slug()).hasToString(first);
  }

  /** Which apps are looked at closely is chosen by their words, and must leave none out. */
  @ParameterizedTest
  @ValueSource(strings = {"gogle drve", "send grid", "a", "zooho"})
  void rankWhenManyAppsAreSearchedThenAsManyAreFoundAsOneByOne(String text) {
    AppSearch search = appSearch();
    List<AppDefinition> some =
        BUILT_IN.stream()
            .filter(app -> app.slug().value().matches("google.*|sendgrid|zoho.*|a.*"))
            .toList();

    List<AppDefinition> oneByOne =
        some.stream().filter(app -> !search.rank(List.of(app), text).isEmpty()).toList();

    assertThat(search.rank(some, text)).containsExactlyInAnyOrderElementsOf(oneByOne);
  }

  @Test
  void rankWhenOtherAppsAreSearchedInBetweenThenThoseGivenAreFoundAlone() {
    AppSearch search = appSearch();
    AppDefinition slack = AppFixtures.app("slack", "Slack");
    AppDefinition ours = AppFixtures.app("team_slack", "Slack", "chat");
    for (int i = 0; i < 2; i++) {
      assertThat(search.rank(List.of(slack), "slack")).containsExactly(slack);
      assertThat(search.rank(List.of(ours), "slack").getFirst()).isSameAs(ours);
      assertThat(search.rank(List.of(slack), "chat")).isEmpty();
      assertThat(search.rank(List.of(ours), "chat")).containsExactly(ours);
    }
    for (int i = 0; i < 20; i++) {
      AppDefinition another = AppFixtures.app("app_" + i, "App " + i);
      assertThat(search.rank(List.of(another, slack), "slack")).containsExactly(slack);
    }
  }

  @Test
  void rankWhenTextIsHugeThenEnds() {
    assertThat(appSearch().rank(BUILT_IN, "a ".repeat(1_000_000))).isNotNull();
  }
}
