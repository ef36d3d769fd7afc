package org.connectedaccounts.application.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.connectedaccounts.application.catalog.PutApp.Unreached;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethodId;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.connectedaccounts.testing.AppSketch;
import org.connectedaccounts.testing.Stage;
import org.connectedaccounts.testing.StageStores;
import org.junit.jupiter.api.Test;

/** How far a correction of a definition reaches accounts that are there. */
class CorrectionsTest {

  private static final AuthMethodId OAUTH = new AuthMethodId("oauth");

  private final Stage stage = new Stage();
  private final StageStores stores = stage.stores;
  private final PutApp putApp =
      new PutApp(
          stores.workspaceApps,
          stores.catalogue,
          stores.apps,
          origin -> true,
          stores.clients,
          stores.accounts,
          stores.tables);

  private final AppDefinition first = stores.apps.know(sketch("1").define());
  private final AppDefinition fitting =
      stores.apps.know(sketch("2").tokenUrl("https://inhouse.example/v2").define());
  private final AppDefinition unfit =
      stores.apps.know(
          sketch("3")
              .field("region", false)
              .tokenUrl("https://inhouse.example/${input.region}")
              .define());

  private static AppSketch sketch(String version) {
    return AppSketch.oauth("inhouse").version(version);
  }

  private PutApp.Put put(AppDefinition app) {
    return putApp.handle(new PutApp.Command(stage.key, app.slug(), app.document()));
  }

  private DefinitionRef snapshot(WorkspaceId owner) {
    var ref = new DefinitionRef(owner, first.slug(), first.digest());
    stores.tables.run(() -> stores.workspaceApps.keepSnapshot(ref, first.document()));
    return ref;
  }

  private AppDefinition corrected(DefinitionRef ref) {
    return stores.catalogue.corrected(ref, OAUTH);
  }

  @Test
  void correctedThenThePresentVersionAsLongAsItFits() {
    DefinitionRef made = snapshot(stage.workspace);
    put(fitting);
    assertThat(corrected(made)).isEqualTo(fitting);
    put(unfit);
    assertThat(corrected(made)).isEqualTo(first);
    put(fitting);
    assertThat(corrected(made)).isEqualTo(fitting);
  }

  @Test
  void correctedWhenTheOperatorsThenByTheSameRule() {
    DefinitionRef made = snapshot(WorkspaceId.OPERATOR);
    stores.apps.offer(fitting);
    assertThat(corrected(made)).isEqualTo(fitting);
    stores.apps.offer(unfit);
    assertThat(corrected(made)).isEqualTo(first.byOperator());
  }

  @Test
  void putWhenAccountsAreNotReachedThenSaysWhichMethodAndWhy() {
    put(first);
    assertThat(put(unfit).unreached()).as("no accounts").isEmpty();
    put(first);
    stage.putClient(stage.key, "inhouse", "mine");
    stage.connect("ann", "inhouse");

    assertThat(put(fitting).unreached()).isEmpty();
    assertThat(put(unfit).unreached())
        .extracting(Unreached::method, unreached -> unreached.reasons().toString())
        .containsExactly(tuple(OAUTH, "[${input.region} is needed]"));
    assertThat(put(unfit).unreached()).as("by what accounts have, not by the change").hasSize(1);
  }

  @Test
  void putWhenAnotherWorkspaceHasSuchAccountsThenNothingIsSaidOfThem() {
    put(first);
    stage.putClient(stage.key, "inhouse", "mine");
    stage.connect("ann", "inhouse");

    var other = Stage.keyOf(stage.newWorkspace());
    var slug = new AppSlug("inhouse");
    putApp.handle(new PutApp.Command(other, slug, first.document()));
    assertThat(putApp.handle(new PutApp.Command(other, slug, unfit.document())).unreached())
        .isEmpty();
  }
}
