package org.connectedaccounts.adapters.out.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppSlug;

/** The definitions that come with the service: the resources {@code apps/<letter>/<slug>.yaml}. */
final class BuiltInApps {

  private static final String FOLDER = "apps";

  private BuiltInApps() {}

  /** Every app by its slug. */
  static SortedMap<String, AppDefinition> load(DefinitionReader reader) {
    SortedMap<String, AppDefinition> apps = new TreeMap<>();
    files().parallelStream()
        .map(file -> file.read(reader))
        .toList()
        .forEach(app -> apps.put(app.slug().value(), app));
    return apps;
  }

  static List<AppFile> files() {
    URL marker = BuiltInApps.class.getClassLoader().getResource(FOLDER + "/LICENSE");
    if (marker == null) {
      throw new IllegalStateException("the built-in apps are missing from the class path");
    }
    return files(marker);
  }

  /** The definitions beside a file, whether it is in a folder or in a jar. */
  static List<AppFile> files(URL marker) {
    try {
      return "jar".equals(marker.getProtocol())
          ? inJar(marker)
          : read(Path.of(marker.toURI()).resolveSibling(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the built-in apps cannot be listed at " + marker, e);
    }
  }

  private static List<AppFile> inJar(URL marker) throws IOException, URISyntaxException {
    String url = marker.toString();
    URI jar = new URI(url.substring("jar:".length(), url.indexOf("!/")));
    try (FileSystem files = FileSystems.newFileSystem(Path.of(jar))) {
      return read(files.getPath(FOLDER));
    }
  }

  private static List<AppFile> read(Path folder) throws IOException {
    List<AppFile> read = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        String name = FOLDER + "/" + folder.relativize(file).toString().replace('\\', '/');
        read.add(new AppFile(name, Files.readString(file)));
      }
    }
    return read;
  }

  /** Where the definition of an app has to be, so that people find it. */
  static String fileOf(AppSlug slug) {
    return FOLDER + "/" + slug.value().charAt(0) + "/" + slug.value() + ".yaml";
  }
}
