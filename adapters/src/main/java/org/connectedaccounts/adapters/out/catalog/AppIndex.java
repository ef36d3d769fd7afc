package org.connectedaccounts.adapters.out.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All built-in definitions in one resource: a line for each app, its slug and its document as JSON.
 * The build writes it and has read every document, so that the service reads one only when asked.
 */
final class AppIndex {

  static final String RESOURCE = "apps.index";

  /** An app's slug and its document. */
  record Entry(String slug, String document) {}

  private AppIndex() {}

  static void write(List<Entry> entries, Path file) {
    String text =
        entries.stream()
            .map(entry -> entry.slug() + "\t" + entry.document() + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every document by its slug. */
  static SortedMap<String, String> read() {
    try (InputStream in = AppIndex.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the index of the built-in apps is missing from the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> parse(String text) {
    SortedMap<String, String> documents = new TreeMap<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      int tab = text.indexOf('\t', start);
      documents.put(text.substring(start, tab), text.substring(tab + 1, end));
      start = end + 1;
    }
    return documents;
  }
}
