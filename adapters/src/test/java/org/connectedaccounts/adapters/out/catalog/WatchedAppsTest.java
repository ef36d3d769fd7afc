package org.connectedaccounts.adapters.out.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.connectedaccounts.application.port.OperatorApps;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.testing.OperatorAppsContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedAppsTest implements OperatorAppsContract {

  private static final String OTHER =
      """
      {"schema": 1, "slug": "other", "name": "Other", "category": "crm",
       "auth": [{"id": "k", "type": "api_key", "fields": [{"name": "k", "label": "K"}]}]}
      """;

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> wrong = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;

  private WatchedApps apps;

  @BeforeEach
  void start() throws IOException {
    write("acme.yaml", Documents.app("acme"));
    apps = watch();
  }

  @AfterEach
  void stop() {
    apps.close();
  }

  private WatchedApps watch() {
    return new WatchedApps(
        new Catalogue.Settings(folder, Duration.ofMillis(20), List.of()),
        new Catalogue.Log() {
          @Override
          public void told(String line) {
            log.add(line);
          }

          @Override
          public void wrong(String line) {
            log.add(line);
            wrong.add(line);
          }
        });
  }

  @Override
  public OperatorApps operatorApps() {
    return apps;
  }

  private void write(String name, String document) throws IOException {
    Files.writeString(folder.resolve(name), document);
  }

  private Optional<String> nameOf(String slug) {
    return apps.find(new AppSlug(slug)).map(AppDefinition::name);
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void findWhenInFolderThenAddsToTheBuiltInOnes() {
    assertThat(nameOf("acme")).hasValue("Acme");
    assertThat(nameOf("slack")).hasValue("Slack");
  }

  @Test
  void findWhenFolderHasTheSameSlugThenOverridesUntilItIsRemoved() throws Exception {
    write("slack.yaml", Documents.app("slack"));
    eventually(() -> nameOf("slack").equals(Optional.of("Acme")));

    Files.delete(folder.resolve("slack.yaml"));
    eventually(() -> nameOf("slack").equals(Optional.of("Slack")));
  }

  @Test
  void findWhenFileChangesThenReloads() throws Exception {
    write("acme.yaml", Documents.app("acme").replace("Acme", "Acme Two"));

    eventually(() -> nameOf("acme").equals(Optional.of("Acme Two")));
  }

  @Test
  void findWhenFileTurnsBadThenKeepsTheLastGoodAndLogsFileAndLine() throws Exception {
    write("acme.yaml", Documents.app("acme").replace("type: api_key", "type: magic"));
    write("other.json", OTHER);

    eventually(() -> nameOf("other").isPresent());
    assertThat(nameOf("acme")).hasValue("Acme");
    assertThat(log).anyMatch(line -> line.contains("acme.yaml:7: /auth/0/type must be one of"));
  }

  @Test
  void findWhenAMethodNoLongerFitsItsAccountsThenWarns() throws Exception {
    write("acme.yaml", Documents.app("acme").replace("Acme", "Acme Two"));
    eventually(() -> nameOf("acme").equals(Optional.of("Acme Two")));
    assertThat(wrong).isEmpty();

    write("acme.yaml", OTHER.replace("other", "acme").replace("Other", "Acme Three"));
    eventually(() -> !wrong.isEmpty());
    assertThat(nameOf("acme")).hasValue("Acme Three");
    assertThat(wrong)
        .containsExactly(
            "The definition of acme does not reach accounts that were made with the version of key"
                + " before, which they go on with: the method is gone");
  }

  @Test
  void findWhenFolderGoesAwayThenKeepsServing() throws Exception {
    Files.delete(folder.resolve("acme.yaml"));
    Files.delete(folder);

    eventually(() -> log.stream().anyMatch(line -> line.startsWith("Cannot look")));
    assertThat(nameOf("slack")).hasValue("Slack");
  }

  /** {@code ln -s . loop}, say: what else is in the folder is read on. */
  @Test
  void findWhenALinkLeadsBackToItselfThenItIsOneFaultAndTheRestServes() throws Exception {
    Files.createSymbolicLink(folder.resolve("loop"), Path.of("."));
    eventually(() -> !wrong.isEmpty());
    write("other.json", OTHER);

    eventually(() -> nameOf("other").isPresent());
    assertThat(wrong).singleElement().asString().contains("loop:1: is a link that leads back");

    Files.delete(folder.resolve("loop"));
    write("acme.yaml", Documents.app("acme").replace("Acme", "Acme Two"));
    eventually(() -> nameOf("acme").equals(Optional.of("Acme Two")));
    assertThat(wrong).hasSize(1);
  }

  @Test
  void findWhenDefinitionsAreBehindALinkThenTheyAreRead(@TempDir Path elsewhere) throws Exception {
    Files.writeString(elsewhere.resolve("other.json"), OTHER);
    Files.createSymbolicLink(folder.resolve("linked"), elsewhere);
    Files.createSymbolicLink(folder.resolve("dangling.yaml"), Path.of("nowhere.yaml"));

    eventually(() -> nameOf("other").isPresent());
    assertThat(wrong).isEmpty();
  }

  @Test
  void newWhenFileIsBadThenStopsTheStartWithFileLineAndReason() throws Exception {
    write("bad.yaml", Documents.app("bad").replace("schema: 1", "schema: 9"));
    write("worse.yaml", "slug: [");

    assertThatThrownBy(this::watch)
        .isInstanceOf(InvalidAppFile.class)
        .hasMessageContaining("bad.yaml:1: /schema this service reads schema: 1")
        .hasMessageContaining("worse.yaml:");
  }

  @Test
  void newWhenTwoFilesClaimOneSlugThenStopsTheStart() throws Exception {
    write("zz.yaml", Documents.app("acme"));

    assertThatThrownBy(this::watch).hasMessageContaining("zz.yaml:1: /slug is the slug of");
  }

  @Test
  void newWhenFolderIsMissingThenNamesTheSetting() {
    assertThatThrownBy(
            () ->
                new WatchedApps(
                    new Catalogue.Settings(folder.resolve("none"), Duration.ofDays(1), List.of()),
                    log::add))
        .hasMessageContaining("connected-accounts.apps.dir is not a folder");
  }
}
