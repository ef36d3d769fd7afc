package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.domain.app.AppDefinition;
import org.junit.jupiter.api.Test;

/** What every {@link AppSearch} owes. */
public interface AppSearchContract {

  AppSearch appSearch();

  private List<String> found(String text) {
    List<AppDefinition> apps =
        List.of(
            AppFixtures.app("gmail", "Gmail", "google_mail"),
            AppFixtures.app("google_calendar", "Google Calendar", "gcal"),
            AppFixtures.app("google_drive", "Google Drive", "gdrive"),
            AppFixtures.app("postgresql", "PostgreSQL", "pg", "postgres"),
            AppFixtures.app("sendgrid", "SendGrid", "email"),
            AppFixtures.app("slack", "Slack", "chat"),
            AppFixtures.app("zoom", "Zoom"));
    return appSearch().rank(apps, text).stream().map(app -> app.slug().value()).toList();
  }

  @Test
  default void rankWhenBlankThenAllInTheOrderGiven() {
    assertThat(found("  ")).hasSize(7).startsWith("gmail").endsWith("zoom");
  }

  @Test
  default void rankWhenNameThenThatOneFirst() {
    assertThat(found("Google Drive")).startsWith("google_drive");
    assertThat(found("SLACK")).containsExactly("slack");
    assertThat(found("google_drive")).startsWith("google_drive");
  }

  @Test
  default void rankWhenMistypedThenForgives() {
    assertThat(found("slak")).containsExactly("slack");
    assertThat(found("salck")).containsExactly("slack");
    assertThat(found("gogle drive")).startsWith("google_drive");
    assertThat(found("postgers")).startsWith("postgresql");
  }

  @Test
  default void rankWhenWordsArePartedOrJoinedThenForgives() {
    assertThat(found("send grid")).startsWith("sendgrid");
    assertThat(found("googledrive")).startsWith("google_drive");
  }

  @Test
  default void rankWhenAliasThenFinds() {
    assertThat(found("pg")).containsExactly("postgresql");
    assertThat(found("gcal")).startsWith("google_calendar");
  }

  @Test
  default void rankWhenOnlyBegunThenFindsAllThatBeginSo() {
    assertThat(found("goo")).containsExactly("google_calendar", "google_drive", "gmail");
  }

  @Test
  default void rankWhenNothingFitsThenEmpty() {
    assertThat(found("xylophone")).isEmpty();
    assertThat(found("slack zoom")).isEmpty();
    assertThat(found("!!!")).isEmpty();
  }
}
