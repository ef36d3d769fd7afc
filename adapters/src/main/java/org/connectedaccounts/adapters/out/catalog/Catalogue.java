package org.connectedaccounts.adapters.out.catalog;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.connectedaccounts.application.port.AppDocuments;
import org.connectedaccounts.application.port.AppSearch;
import org.connectedaccounts.application.port.Logos;
import org.connectedaccounts.application.port.OperatorApps;
import org.jspecify.annotations.Nullable;

/** Makes the adapters of this package. */
public final class Catalogue {

  private Catalogue() {}

  /** Apps whose folder is watched until they are closed. */
  public interface ClosableApps extends OperatorApps, AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param folder the operator's definitions; null: none
   * @param checkEvery how often the folder is looked at
   * @param documents definitions that the surroundings give; the operator's go over them
   */
  public record Settings(@Nullable Path folder, Duration checkEvery, List<String> documents) {}

  /**
   * The built-in apps, which the build has read, and the operator's over them. A bad file in the
   * folder is refused here.
   *
   * @param log takes a line for people: what was reloaded, which file is bad and where
   * @param warnings takes a line for people: which accounts a definition does not reach any more
   */
  public static ClosableApps operatorApps(
      Settings settings, Consumer<String> log, Consumer<String> warnings) {
    return new WatchedApps(settings, log, warnings);
  }

  /** With one place for all lines. */
  public static ClosableApps operatorApps(Settings settings, Consumer<String> log) {
    return operatorApps(settings, log, log);
  }

  public static AppDocuments documents() {
    return new DefinitionReader();
  }

  public static AppSearch search() {
    return new ForgivingSearch();
  }

  public static Logos logos() {
    return new ResourceLogos();
  }
}
