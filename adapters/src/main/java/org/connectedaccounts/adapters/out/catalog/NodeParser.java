package org.connectedaccounts.adapters.out.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Turns a document into nodes, from the parser's events alone: no tag is ever turned into an
 * object, and anchors and aliases are refused, so a small document stays small.
 */
final class NodeParser {

  static final int LARGEST = 128 * 1024;
  private static final int DEEPEST = 20;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
  private static final YAMLFactory YAML = YAMLFactory.builder().loaderOptions(limits()).build();

  private NodeParser() {}

  private static LoaderOptions limits() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LARGEST);
    options.setNestingDepthLimit(2 * DEEPEST);
    options.setMaxAliasesForCollections(0);
    options.setAllowDuplicateKeys(false);
    return options;
  }

  static Node parse(String document) {
    if (document.length() > LARGEST) {
      throw new FaultFound("", 1, "has more than " + LARGEST + " characters");
    }
    boolean json = document.stripLeading().startsWith("{");
    try (JsonParser parser = (json ? JSON : YAML).createParser(document)) {
      if (parser.nextToken() == null) {
        throw new FaultFound("", 1, "is empty");
      }
      Node root = node(parser, "", 0, 1);
      if (root == null) {
        throw new FaultFound("", 1, "is empty");
      }
      if (parser.nextToken() != null) {
        throw new FaultFound("", line(parser), "has more than one document");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      throw new FaultFound("", line, "is not readable: " + firstLine(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code opened} is the line where a mapping or a list was announced, by its key for instance.
   */
  private static @Nullable Node node(JsonParser parser, String pointer, int depth, int opened)
      throws IOException {
    int line = line(parser);
    if (depth > DEEPEST) {
      throw new FaultFound(pointer, line, "is nested too deeply");
    }
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
      throw new FaultFound(pointer, line, "anchors and aliases are not part of the language");
    }
    if (parser.getTypeId() != null) {
      throw new FaultFound(pointer, line, "tags are not part of the language");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(parser, pointer, depth, opened);
      case START_ARRAY -> sequence(parser, pointer, depth, opened);
      case VALUE_STRING -> new Node.Text(line, parser.getText(), false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Node.Text(line, parser.getText(), true);
      case VALUE_TRUE -> new Node.Truth(line, true);
      case VALUE_FALSE -> new Node.Truth(line, false);
      default -> null;
    };
  }

  private static Node mapping(JsonParser parser, String pointer, int depth, int line)
      throws IOException {
    Map<String, Node> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String at = pointer + "/" + Section.escaped(name);
      int nameLine = line(parser);
      parser.nextToken();
      Node value = node(parser, at, depth + 1, nameLine);
      if (members.containsKey(name)) {
        throw new FaultFound(at, nameLine, "stands here twice");
      }
      if (value != null) {
        members.put(name, value);
      }
    }
    return new Node.Mapping(line, members);
  }

  private static Node sequence(JsonParser parser, String pointer, int depth, int line)
      throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String at = pointer + "/" + items.size();
      Node item = node(parser, at, depth + 1, line(parser));
      if (item == null) {
        throw new FaultFound(at, line(parser), "is empty");
      }
      items.add(item);
    }
    return new Node.Sequence(line, items);
  }

  private static int line(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
