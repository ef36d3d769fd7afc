package org.connectedaccounts.adapters.out.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.AuthMethod;
import org.jspecify.annotations.Nullable;

/** Loads the apps and looks at the operator's folder from time to time. */
final class WatchedApps implements Catalogue.ClosableApps {

  private final LayeredApps apps;
  private final Map<AppSlug, AppDefinition> given;
  private final Catalogue.Log log;
  private final @Nullable OperatorFolder folder;
  private final @Nullable Thread watcher;
  private @Nullable String lastComplaint;

  /**
   * @param settings the folder is polled, since watching for events does not see every change of a
   *     mounted one
   * @throws InvalidAppFile when a definition that is given, or one in the folder, is bad
   */
  WatchedApps(Catalogue.Settings settings, Catalogue.Log log) {
    DefinitionReader reader = new DefinitionReader();
    Path path = settings.folder();
    this.log = log;
    this.given = given(settings.documents(), reader);
    this.folder = path == null ? null : new OperatorFolder(path, reader, log::wrong);
    this.apps =
        new LayeredApps(
            new BuiltInApps(reader), over(this.folder == null ? Map.of() : this.folder.load()));
    this.watcher =
        this.folder == null
            ? null
            : Thread.ofVirtual()
                .name("apps-dir")
                .start(() -> watch(this.folder, settings.checkEvery()));
  }

  private static Map<AppSlug, AppDefinition> given(
      List<String> documents, DefinitionReader reader) {
    Map<AppSlug, AppDefinition> given = new HashMap<>();
    for (int i = 0; i < documents.size(); i++) {
      AppDefinition app = new AppFile("given definition " + (i + 1), documents.get(i)).read(reader);
      given.put(app.slug(), app);
    }
    return given;
  }

  /** The operator's definitions over those that are given. */
  private Map<AppSlug, AppDefinition> over(Map<AppSlug, AppDefinition> own) {
    Map<AppSlug, AppDefinition> both = new HashMap<>(given);
    both.putAll(own);
    return both;
  }

  private void watch(OperatorFolder watched, Duration every) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(every);
        look(watched);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(OperatorFolder watched) {
    try {
      Map<AppSlug, AppDefinition> changed = watched.reload();
      lastComplaint = null;
      if (changed != null) {
        apps.replaceOwn(over(changed)).forEach(this::warn);
        log.told("Reloaded the operator's definitions: " + changed.size());
      }
    } catch (RuntimeException e) {
      // The folder may come back, a mount for instance; until then the last good version serves.
      String complaint = "Cannot look at the operator's definitions: " + e.getMessage();
      if (!complaint.equals(lastComplaint)) {
        log.wrong(complaint);
        lastComplaint = complaint;
      }
    }
  }

  /** Where there are no accounts it says so too: they are not known here. */
  private void warn(LayeredApps.Change change) {
    for (AuthMethod method : change.before().methods()) {
      List<String> misfits = change.after().misfits(method.id(), change.before());
      if (!misfits.isEmpty()) {
        log.wrong(
            "The definition of %s does not reach accounts that were made with the version of %s"
                    .formatted(change.after().slug(), method.id())
                + " before, which they go on with: "
                + String.join("; ", misfits));
      }
    }
  }

  @Override
  public List<AppDefinition> all() {
    return apps.all();
  }

  @Override
  public Optional<AppDefinition> find(AppSlug slug) {
    return apps.find(slug);
  }

  @Override
  public void close() {
    if (watcher != null) {
      watcher.interrupt();
    }
  }
}
