package org.connectedaccounts.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.connectedaccounts.application.port.WorkspaceApps;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.DefinitionRef;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.junit.jupiter.api.Test;

/** What every {@link WorkspaceApps} owes. */
public interface WorkspaceAppsContract extends StoreContract {

  AppSlug ACME = new AppSlug("acme");
  String DIGEST = "0123456789abcdef".repeat(4);
  String OTHER_DIGEST = "f".repeat(64);

  WorkspaceApps workspaceApps();

  @Test
  default void findWhenPutThenReturnsTheDocumentAsItWas() {
    var workspace = newWorkspace();
    var document = "schema: 1\n# ünïcode \uD83D\uDE00 'quoted' :x ?\n" + "long ".repeat(20_000);
    inUnit(() -> workspaceApps().put(workspace, ACME, document));

    assertThat(workspaceApps().find(workspace, ACME)).contains(document);
  }

  @Test
  default void findWhenOtherWorkspaceThenEmpty() {
    var workspace = newWorkspace();
    inUnit(() -> workspaceApps().put(workspace, ACME, "mine"));
    var other = newWorkspace();

    assertThat(workspaceApps().find(other, ACME)).isEmpty();
    assertThat(workspaceApps().list(other)).isEmpty();
  }

  @Test
  default void countThenThoseOfTheWorkspaceAlone() {
    var workspace = newWorkspace();
    var other = newWorkspace();
    inUnit(
        () -> {
          workspaceApps().put(workspace, ACME, "first");
          workspaceApps().put(workspace, new AppSlug("second"), "second");
          workspaceApps().put(other, ACME, "theirs");
        });

    assertThat(workspaceApps().count(workspace)).isEqualTo(2);
    assertThat(workspaceApps().count(other)).isEqualTo(1);
    assertThat(workspaceApps().count(newWorkspace())).isZero();
  }

  @Test
  default void putWhenThereIsOneThenReplacesThatOfTheWorkspaceAlone() {
    var workspace = newWorkspace();
    var other = newWorkspace();
    inUnit(
        () -> {
          workspaceApps().put(workspace, ACME, "first");
          workspaceApps().put(other, ACME, "theirs");
        });

    inUnit(() -> workspaceApps().put(workspace, ACME, "second"));

    assertThat(workspaceApps().find(workspace, ACME)).contains("second");
    assertThat(workspaceApps().list(workspace)).containsExactly("second");
    assertThat(workspaceApps().find(other, ACME)).contains("theirs");
  }

  @Test
  default void holdWhenManyAtOnceThenOneFindsNothing() throws Exception {
    var workspace = newWorkspace();

    long first =
        Race.winners(
            8,
            () ->
                fromUnit(
                    () -> {
                      workspaceApps().hold(workspace);
                      var found = workspaceApps().find(workspace, ACME);
                      workspaceApps().put(workspace, ACME, "document");
                      return found.isEmpty();
                    }));

    assertThat(first).isEqualTo(1);
  }

  @Test
  default void listWhenSeveralThenBySlugAsBytes() {
    var workspace = newWorkspace();
    var slugs = List.of("zoo", "a_b", "ab", "a1", "_x", "a");
    inUnit(() -> slugs.forEach(slug -> workspaceApps().put(workspace, new AppSlug(slug), slug)));

    assertThat(workspaceApps().list(workspace))
        .containsExactlyElementsOf(slugs.stream().sorted().toList());
  }

  @Test
  default void removeWhenFoundThenGoneAndSnapshotsStay() {
    var workspace = newWorkspace();
    var ref = new DefinitionRef(workspace, ACME, DIGEST);
    inUnit(
        () -> {
          workspaceApps().put(workspace, ACME, "document");
          workspaceApps().keepSnapshot(ref, "document");
        });

    assertThat(fromUnit(() -> workspaceApps().remove(workspace, ACME))).isTrue();

    assertThat(workspaceApps().find(workspace, ACME)).isEmpty();
    assertThat(workspaceApps().findSnapshot(ref)).contains("document");
    assertThat(fromUnit(() -> workspaceApps().remove(workspace, ACME))).isFalse();
  }

  @Test
  default void removeWhenOtherWorkspaceThenFalseAndKept() {
    var workspace = newWorkspace();
    inUnit(() -> workspaceApps().put(workspace, ACME, "document"));
    var other = newWorkspace();

    assertThat(fromUnit(() -> workspaceApps().remove(other, ACME))).isFalse();

    assertThat(workspaceApps().find(workspace, ACME)).contains("document");
  }

  @Test
  default void keepSnapshotWhenKeptAlreadyThenTheFirstStays() {
    var ref = new DefinitionRef(newWorkspace(), ACME, DIGEST);
    inUnit(() -> workspaceApps().keepSnapshot(ref, "first"));

    inUnit(() -> workspaceApps().keepSnapshot(ref, "second"));

    assertThat(workspaceApps().findSnapshot(ref)).contains("first");
  }

  @Test
  default void findSnapshotWhenOtherWorkspaceSlugOrDigestThenEmpty() {
    var workspace = newWorkspace();
    inUnit(() -> workspaceApps().keepSnapshot(new DefinitionRef(workspace, ACME, DIGEST), "mine"));

    assertThat(
            List.of(
                new DefinitionRef(newWorkspace(), ACME, DIGEST),
                new DefinitionRef(WorkspaceId.OPERATOR, ACME, DIGEST),
                new DefinitionRef(workspace, new AppSlug("other"), DIGEST),
                new DefinitionRef(workspace, ACME, OTHER_DIGEST)))
        .allSatisfy(ref -> assertThat(workspaceApps().findSnapshot(ref)).isEmpty());
  }

  @Test
  default void anyWhenOperatorThenItOwnsDefinitionsToo() {
    var slug = new AppSlug("op_" + FakeIds.next().toString().replace("-", ""));
    var ref = new DefinitionRef(WorkspaceId.OPERATOR, slug, DIGEST);
    inUnit(
        () -> {
          workspaceApps().put(WorkspaceId.OPERATOR, slug, "document");
          workspaceApps().keepSnapshot(ref, "document");
        });

    assertThat(workspaceApps().find(WorkspaceId.OPERATOR, slug)).contains("document");
    assertThat(workspaceApps().findSnapshot(ref)).contains("document");
  }
}
