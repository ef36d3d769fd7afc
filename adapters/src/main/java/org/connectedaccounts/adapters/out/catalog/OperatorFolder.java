package org.connectedaccounts.adapters.out.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

  private final Path folder;
  private final DefinitionReader reader;
  private final Consumer<String> log;
  private Map<Path, Stamp> stamps = Map.of();
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
    List<String> faults = new ArrayList<>();
    stamps = stamps();
    good = read(stamps, faults::add);
    if (!faults.isEmpty()) {
      throw new InvalidAppFile(String.join("\n", faults));
    }
    return bySlug();
  }

  /** Reads what changed; null when nothing did. */
  @Nullable Map<AppSlug, AppDefinition> reload() {
    Map<Path, Stamp> now = stamps();
    if (now.equals(stamps)) {
      return null;
    }
    List<String> faults = new ArrayList<>();
    good = read(now, faults::add);
    stamps = now;
    faults.forEach(fault -> log.accept("Kept the last good version of a definition: " + fault));
    return bySlug();
  }

  private Map<Path, AppDefinition> read(Map<Path, Stamp> now, Consumer<String> faults) {
    Map<Path, AppDefinition> read = new TreeMap<>();
    Map<AppSlug, Path> owners = new HashMap<>();
    for (Path file : new TreeMap<>(now).keySet()) {
      AppDefinition last = good.get(file);
      boolean same = now.get(file) != null && now.get(file).equals(stamps.get(file));
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

  private Map<Path, Stamp> stamps() {
    if (!Files.isDirectory(folder)) {
      throw new InvalidAppFile(folder + ": connected-accounts.apps.dir is not a folder");
    }
    Map<Path, Stamp> found = new HashMap<>();
    try (Stream<Path> files = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      for (Path file : files.filter(OperatorFolder::isDefinition).toList()) {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        found.put(file, new Stamp(seen.lastModifiedTime(), seen.size(), seen.fileKey()));
      }
    } catch (NoSuchFileException e) {
      return stamps; // A file went away while the folder was walked: the next look sees it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static boolean isDefinition(Path file) {
    String name = file.getFileName().toString();
    boolean kind = name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    return kind && !name.startsWith(".") && Files.isRegularFile(file);
  }
}
