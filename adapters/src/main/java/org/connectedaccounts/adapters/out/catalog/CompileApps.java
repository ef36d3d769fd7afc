package org.connectedaccounts.adapters.out.catalog;

import java.nio.file.Path;
import java.util.List;
import org.connectedaccounts.domain.app.AppDefinition;

/**
 * Run by the build: reads every built-in definition and writes the index, or says what is wrong
 * with which file at which line. Asked for one app, it also says what that one does not tell.
 */
final class CompileApps {

  private CompileApps() {}

  @SuppressWarnings("SystemOut") // a tool of the command line
  public static void main(String[] args) {
    try {
      List<AppIndex.Entry> entries = new AppSources(Path.of(args[0])).compile();
      AppIndex.write(entries, Path.of(args[1]));
      System.out.println(entries.size() + " apps are well made.");
      if (args.length > 2 && !args[2].equals("-")) {
        tell(entries, args[2]);
      }
    } catch (InvalidAppFile e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  @SuppressWarnings("SystemOut")
  private static void tell(List<AppIndex.Entry> entries, String slug) {
    AppDefinition app =
        entries.stream()
            .filter(entry -> entry.slug().equals(slug))
            .findFirst()
            .map(entry -> new DefinitionReader().read(entry.document()))
            .orElseThrow(() -> new InvalidAppFile("there is no app " + slug));
    List<String> missing = MissingParts.of(app);
    if (isAlone(app, entries)) {
      System.out.println("No other app has the category " + app.category() + ".");
    }
    System.out.println(slug + " does not tell: " + (missing.isEmpty() ? "nothing more" : ""));
    missing.forEach(each -> System.out.println("  " + each));
  }

  /** Categories are free; one that nobody else has is most likely misspelt. */
  static boolean isAlone(AppDefinition app, List<AppIndex.Entry> entries) {
    String written = "\"category\":\"" + app.category() + "\"";
    return entries.stream().filter(entry -> entry.document().contains(written)).count() < 2;
  }
}
