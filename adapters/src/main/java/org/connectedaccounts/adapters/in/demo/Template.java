package org.connectedaccounts.adapters.in.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A resource with holes, {@code {{name}}}. */
record Template(String text) {

  static Template named(String file) {
    try (InputStream resource = Template.class.getResourceAsStream("/demo/" + file)) {
      if (resource == null) {
        throw new IllegalStateException("the demo lacks its resource " + file);
      }
      return new Template(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fills a hole with text that HTML shows as it is. */
  Template with(String hole, String value) {
    return plain(hole, escaped(value));
  }

  /** Fills a hole with markup, or a hole in something that is no HTML. */
  Template plain(String hole, String value) {
    return new Template(text.replace("{{" + hole + "}}", value));
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
