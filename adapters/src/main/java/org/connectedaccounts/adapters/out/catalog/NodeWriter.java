package org.connectedaccounts.adapters.out.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes nodes as JSON on one line. */
final class NodeWriter {

  private static final JsonFactory JSON = new JsonFactory();

  private NodeWriter() {}

  static String json(Node node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(out, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Node node) throws IOException {
    switch (node) {
      case Node.Mapping mapping -> {
        out.writeStartObject();
        for (Map.Entry<String, Node> member : mapping.members().entrySet()) {
          out.writeFieldName(member.getKey());
          write(out, member.getValue());
        }
        out.writeEndObject();
      }
      case Node.Sequence list -> {
        out.writeStartArray();
        for (Node item : list.items()) {
          write(out, item);
        }
        out.writeEndArray();
      }
      case Node.Text text when text.number() -> out.writeNumber(text.value());
      case Node.Text text -> out.writeString(text.value());
      case Node.Truth truth -> out.writeBoolean(truth.value());
    }
  }
}
