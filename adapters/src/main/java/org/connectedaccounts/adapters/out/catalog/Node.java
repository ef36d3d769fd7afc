package org.connectedaccounts.adapters.out.catalog;

import java.util.List;
import java.util.Map;

/** A document as a tree that remembers its lines. */
sealed interface Node {

  int line();

  /** What this is called in a message to whoever wrote the document. */
  String kind();

  record Mapping(int line, Map<String, Node> members) implements Node {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  record Sequence(int line, List<Node> items) implements Node {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Text, or a number as it was written. */
  record Text(int line, String value, boolean number) implements Node {
    @Override
    public String kind() {
      return number ? "a number" : "text";
    }
  }

  record Truth(int line, boolean value) implements Node {
    @Override
    public String kind() {
      return "true or false";
    }
  }
}
