package org.connectedaccounts.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.connectedaccounts.testing.Refusals.assertRefused;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.connectedaccounts.domain.Refusal.Code;
import org.connectedaccounts.domain.Refusal.Evidence;
import org.connectedaccounts.domain.Refusal.Fault;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppDocument;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.junit.jupiter.api.Test;

/** How many apps a workspace has, and how many words each is found by. */
class OwnAppLimitsTest {

  private final Stage stage = new Stage();
  private final PutApp putApp =
      new PutApp(
          stage.stores.workspaceApps,
          stage.stores.catalogue,
          stage.stores.apps,
          origin -> true,
          stage.stores.clients,
          stage.stores.accounts,
          stage.stores.tables);

  private void put(AppDefinition app) {
    stage.stores.apps.know(app);
    putApp.handle(new PutApp.Command(stage.key, app.slug(), app.document()));
  }

  private static AppDefinition with(List<String> aliases) {
    var method = AppSketch.oauth("acme").define().defaultMethod();
    var listing = new AppListing("Acme", aliases, "crm", null, null, null);
    var document = new AppDocument("schema: 1 # " + aliases.hashCode(), "0".repeat(64));
    return new AppDefinition(new AppSlug("acme"), listing, List.of(method), document);
  }

  @Test
  void putWhenTheWorkspaceHasAThousandThenNoOtherButAChangeIsTaken() {
    AppDefinition first = with(List.of());
    put(first);
    stage.stores.tables.run(
        () ->
            IntStream.range(1, 1000)
                .forEach(
                    i ->
                        stage.stores.workspaceApps.put(
                            stage.workspace, new AppSlug("own_" + i), "own " + i)));

    assertRefused(Code.APP_LIMIT, () -> put(AppSketch.oauth("another").define()));
    put(with(List.of("changed")));

    assertThat(stage.stores.workspaceApps.count(stage.workspace)).isEqualTo(1000);
    assertThat(stage.stores.workspaceApps.find(stage.workspace, new AppSlug("another"))).isEmpty();
  }

  @Test
  void putWhenThereAreFiftyAliasesOfAHundredThenTaken() {
    put(with(Collections.nCopies(50, "x".repeat(100))));

    assertThat(stage.stores.workspaceApps.count(stage.workspace)).isEqualTo(1);
  }

  @Test
  void putWhenThereAreMoreAliasesOrLongerOnesThenRefusesAndSaysWhere() {
    assertThat(faults(with(Collections.nCopies(51, "x"))))
        .containsExactly(new Fault("/aliases", "has more than 50"));
    assertThat(faults(with(List.of("good", "x".repeat(101)))))
        .containsExactly(new Fault("/aliases/1", "has more than 100 characters"));
  }

  private List<Fault> faults(AppDefinition app) {
    var refusal = assertRefused(Code.INVALID_DEFINITION, () -> put(app));
    return ((Evidence.Faults) refusal.evidence()).faults();
  }

  /** Documents from before the limits are read as they are, and searched by as much. */
  @Test
  void soughtAliasesThenTheFirstFiftyThatAreNotTooLong() {
    var many = IntStream.range(0, 60).mapToObj(i -> i == 1 ? "x".repeat(101) : "a" + i).toList();

    assertThat(with(many).listing().soughtAliases())
        .hasSize(49)
        .contains("a0", "a49")
        .doesNotContain("a50");
  }
}
