package org.connectedaccounts.adapters.out.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;
import org.jspecify.annotations.Nullable;

/**
 * The operator's own definitions. A file that turns bad keeps its last good definition until it is
 * mended or removed. Not for use by two threads at once.
 */
final class OperatorFolder {

  private static final int DEEPEST = 3;

  /** What a change of a file shows in; the key too, since a mounted folder may swap links. */
  private record Stamp(FileTime modified, long size, @Nullable Object key) {}

  /** The definitions that there are, and what of the folder cannot be looked at. */
  private record Seen(Map<Path, Stamp> stamps, List<String> faults) {}

  private final Path folder;
  private final DefinitionReader reader;
  private final Consumer<String> log;
  private Seen seen = new Seen(Map.of(), List.of());
  private Map<Path, AppDefinition> good = Map.of();

  OperatorFolder(Path folder, DefinitionReader reader, Consumer<String> log) {
    this.folder = folder;
    this.reader = reader;
    this.log = log;
  }

  /**
   * Reads the folder for the first time.
   *
   * @throws InvalidAppFile with every fault of every file
   */
  Map<AppSlug, AppDefinition> load() {
    seen = look();
    List<String> faults = new ArrayList<>(seen.faults());
    good = read(seen.stamps(), faults::add);
    if (!faults.isEmpty()) {
      throw new InvalidAppFile(String.join("\n", faults));
    }
    return bySlug();
  }

  /** Reads what changed; null when nothing did. */
  @Nullable Map<AppSlug, AppDefinition> reload() {
    Seen now = look();
    if (now.equals(seen)) {
      return null;
    }
    now.faults().stream().filter(fault -> !seen.faults().contains(fault)).forEach(log);
    List<String> faults = new ArrayList<>();
    good = read(now.stamps(), faults::add);
    seen = now;
    faults.forEach(fault -> log.accept("Kept the last good version of a definition: " + fault));
    return bySlug();
  }

  private Map<Path, AppDefinition> read(Map<Path, Stamp> now, Consumer<String> faults) {
    Map<Path, AppDefinition> read = new TreeMap<>();
    Map<AppSlug, Path> owners = new HashMap<>();
    for (Path file : new TreeMap<>(now).keySet()) {
      AppDefinition last = good.get(file);
      boolean same = now.get(file) != null && now.get(file).equals(seen.stamps().get(file));
      AppDefinition app = same && last != null ? last : read(file, faults, last);
      if (app == null) {
        continue;
      }
      Path owner = owners.putIfAbsent(app.slug(), file);
      if (owner == null) {
        read.put(file, app);
      } else {
        faults.accept(file + ":1: /slug is the slug of " + owner + " too");
      }
    }
    return read;
  }

  private @Nullable AppDefinition read(
      Path file, Consumer<String> faults, @Nullable AppDefinition last) {
    try {
      return new AppFile(file.toString(), Files.readString(file)).read(reader);
    } catch (InvalidAppFile e) {
      faults.accept(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      faults.accept(file + ":1: cannot be read: " + e.getClass().getSimpleName());
    }
    return last;
  }

  private Map<AppSlug, AppDefinition> bySlug() {
    Map<AppSlug, AppDefinition> apps = new HashMap<>();
    good.values().forEach(app -> apps.put(app.slug(), app));
    return apps;
  }

  private Seen look() {
    if (!Files.isDirectory(folder)) {
      throw new InvalidAppFile(folder + ": connected-accounts.apps.dir is not a folder");
    }
    Map<Path, Stamp> found = new HashMap<>();
    List<String> faults = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Walk(found, faults));
    } catch (NoSuchFileException e) {
      return seen; // A file went away while the folder was walked: the next look sees it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    faults.sort(Comparator.naturalOrder());
    return new Seen(found, faults);
  }

  /** One link that leads in a circle, or one folder that is closed, is no reason to see nothing. */
  private static final class Walk extends SimpleFileVisitor<Path> {

    private final Map<Path, Stamp> found;
    private final List<String> faults;

    Walk(Map<Path, Stamp> found, List<String> faults) {
      this.found = found;
      this.faults = faults;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
      if (is.isRegularFile() && isDefinition(file)) {
        found.put(file, new Stamp(is.lastModifiedTime(), is.size(), is.fileKey()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
      switch (why) {
        case NoSuchFileException gone -> throw gone;
        case FileSystemLoopException _ ->
            faults.add(file + ":1: is a link that leads back to itself");
        default -> faults.add(file + ":1: cannot be read: " + why.getClass().getSimpleName());
      }
      return FileVisitResult.CONTINUE;
    }
  }

  private static boolean isDefinition(Path file) {
    String name = file.getFileName().toString();
    boolean kind = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return kind && !name.startsWith(".");
  }
}
