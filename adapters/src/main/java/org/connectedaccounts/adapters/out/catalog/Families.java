package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.connectedaccounts.adapters.out.catalog.Node.Mapping;

/**
 * What methods of one vendor's apps share. A method that says {@code family: google} has all of
 * that family's keys; those it writes itself go over them, mapping by mapping, and a list as a
 * whole. Families are joined when the service is built: a definition that is read at run time is
 * complete.
 */
final class Families {

  private static final String KEY = "family";

  private final Map<String, Mapping> byName;

  Families(Map<String, Mapping> byName) {
    this.byName = byName;
  }

  /** The document with its methods complete. */
  Node join(Node document) {
    if (!(document instanceof Mapping(int line, Map<String, Node> members))
        || !(members.get("auth") instanceof Node.Sequence(int listLine, List<Node> methods))) {
      return document;
    }
    List<Node> complete = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      complete.add(complete("/auth/" + i, methods.get(i)));
    }
    Map<String, Node> joined = new LinkedHashMap<>(members);
    joined.put("auth", new Node.Sequence(listLine, complete));
    return new Mapping(line, joined);
  }

  private Node complete(String pointer, Node method) {
    if (!(method instanceof Mapping own) || !own.members().containsKey(KEY)) {
      return method;
    }
    Node name = own.members().get(KEY);
    Mapping family = name instanceof Node.Text text ? byName.get(text.value()) : null;
    if (name == null || family == null) {
      throw new FaultFound(pointer + "/" + KEY, method.line(), "is not one of " + byName.keySet());
    }
    Map<String, Node> rest = new LinkedHashMap<>(own.members());
    rest.remove(KEY);
    return over(at(name.line(), family), new Mapping(own.line(), rest));
  }

  private static Node over(Node below, Node above) {
    if (!(below instanceof Mapping lower) || !(above instanceof Mapping upper)) {
      return above;
    }
    Map<String, Node> members = new LinkedHashMap<>(lower.members());
    upper.members().forEach((key, value) -> members.merge(key, value, Families::over));
    return new Mapping(upper.line(), members);
  }

  /** A fault in what came from a family is told where the family was named. */
  private static Node at(int line, Node node) {
    return switch (node) {
      case Mapping mapping -> {
        Map<String, Node> members = new LinkedHashMap<>();
        mapping.members().forEach((key, value) -> members.put(key, at(line, value)));
        yield new Mapping(line, members);
      }
      case Node.Sequence list ->
          new Node.Sequence(line, list.items().stream().map(item -> at(line, item)).toList());
      case Node.Text text -> new Node.Text(line, text.value(), text.number());
      case Node.Truth truth -> new Node.Truth(line, truth.value());
    };
  }
}
