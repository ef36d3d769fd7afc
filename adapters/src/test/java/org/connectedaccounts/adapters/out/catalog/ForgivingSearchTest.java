package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.testing.AppSearchContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void rankWhenTextIsHugeThenEnds() {
    assertThat(appSearch().rank(BUILT_IN, "a ".repeat(1_000_000))).isNotNull();
  }
}
