package org.connectedaccounts.adapters.out.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.connectedaccounts.adapters.out.catalog.AppIndex.Entry;
import org.connectedaccounts.application.port.InvalidDefinition;
import org.connectedaccounts.domain.app.AppDefinition;
import org.connectedaccounts.domain.app.AppListing;
import org.connectedaccounts.domain.app.AppSlug;
import org.connectedaccounts.domain.app.UnguardedHost;
import org.connectedaccounts.domain.app.UnsendableHeader;

/** The built-in definitions as people edit them: {@code <letter>/<slug>.yaml}, and families. */
final class AppSources {

  private static final String FAMILIES = "families";

  private final Path folder;
  private final DefinitionReader reader = new DefinitionReader();
  private final List<String> faults = new ArrayList<>();

  AppSources(Path folder) {
    this.folder = folder;
  }

  /**
   * Every app, complete.
   *
   * @throws InvalidAppFile with every fault of every file
   */
  List<Entry> compile() {
    Families families = new Families(families());
    // What is wrong with a family would be told of each of its apps as well.
    throwIfAny();
    List<Entry> entries =
        files(folder, 2).stream()
            .filter(file -> !file.startsWith(folder.resolve(FAMILIES)))
            .flatMap(file -> compile(file, families).stream())
            .toList();
    throwIfAny();
    return entries;
  }

  private void throwIfAny() {
    if (!faults.isEmpty()) {
      throw new InvalidAppFile(String.join("\n", faults));
    }
  }

  private String nameOf(Path file) {
    return folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/');
  }

  private List<Entry> compile(Path file, Families families) {
    String name = nameOf(file);
    try {
      Node document = families.join(NodeParser.parse(text(file)));
      String json = NodeWriter.json(document);
      AppDefinition app = reader.read(document, json);
      checkPlace(name, app);
      checkSending(name, app);
      return List.of(new Entry(app.slug().value(), json));
    } catch (FaultFound e) {
      fault(name, new InvalidDefinition(List.of(e.fault())));
    } catch (InvalidDefinition e) {
      fault(name, e);
    }
    return List.of();
  }

  private void checkPlace(String name, AppDefinition app) {
    if (!name.equals(fileOf(app.slug()))) {
      faults.add(name + ":1: /slug belongs into " + fileOf(app.slug()));
    }
  }

  private void checkSending(String name, AppDefinition app) {
    for (AppListing.Excess excess : app.listing().excess()) {
      faults.add(name + ":1: /" + excess.part() + " " + excess.reason());
    }
    for (int i = 0; i < app.methods().size(); i++) {
      for (UnsendableHeader header : app.methods().get(i).unsendableHeaders()) {
        faults.add(name + ":1: /auth/" + i + "/" + header.part() + " " + header.reason());
      }
      for (UnguardedHost host : app.methods().get(i).unguardedHosts()) {
        faults.add(name + ":1: /auth/" + i + "/" + host.part() + " " + host.reason());
      }
    }
  }

  private void fault(String name, InvalidDefinition e) {
    faults.add(
        e.faults().stream()
            .map(fault -> AppFile.located(name, fault))
            .collect(Collectors.joining("\n")));
  }

  private Map<String, Node.Mapping> families() {
    Map<String, Node.Mapping> families = new LinkedHashMap<>();
    for (Path file : files(folder.resolve(FAMILIES), 1)) {
      String name = String.valueOf(file.getFileName()).replace(".yaml", "");
      try {
        families.put(name, family(NodeParser.parse(text(file))));
      } catch (FaultFound e) {
        fault(nameOf(file), new InvalidDefinition(List.of(e.fault())));
      }
    }
    return families;
  }

  private static Node.Mapping family(Node document) {
    if (document instanceof Node.Mapping family) {
      return family;
    }
    throw new FaultFound("", document.line(), "must be a mapping, not " + document.kind());
  }

  private static List<Path> files(Path folder, int deep) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, deep)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new FaultFound("", 1, "is not UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the definition of an app has to be, so that people find it. */
  static String fileOf(AppSlug slug) {
    return "apps/" + slug.value().charAt(0) + "/" + slug.value() + ".yaml";
  }
}
