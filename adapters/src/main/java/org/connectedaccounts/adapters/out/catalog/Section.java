package org.connectedaccounts.adapters.out.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.connectedaccounts.domain.app.InvalidDefinitionPart;
import org.jspecify.annotations.Nullable;

/** Typed access to one mapping of a document. Members that nobody asked for are unknown keys. */
final class Section {

  private final String pointer;
  private final Node.Mapping node;
  private final Faults faults;
  private final Set<String> asked = new HashSet<>();

  private Section(String pointer, Node.Mapping node, Faults faults) {
    this.pointer = pointer;
    this.node = node;
    this.faults = faults;
  }

  static Section of(String pointer, Node node, Faults faults) {
    if (node instanceof Node.Mapping mapping) {
      return new Section(pointer, mapping, faults);
    }
    throw new FaultFound(pointer, node.line(), "must be a mapping, not " + node.kind());
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  Faults faults() {
    return faults;
  }

  /** Members that belong here even if a fault ends the reading before they are asked for. */
  void allow(Set<String> names) {
    asked.addAll(names);
  }

  boolean has(String name) {
    return node.members().containsKey(name);
  }

  String text(String name) {
    String value = optionalText(name);
    if (value == null) {
      throw new FaultFound(pointer, node.line(), name + " is missing");
    }
    return value;
  }

  @Nullable String optionalText(String name) {
    Node member = member(name);
    return member == null ? null : textOf(at(name), member);
  }

  String text(String name, String otherwise) {
    String value = optionalText(name);
    return value == null ? otherwise : value;
  }

  boolean truth(String name, boolean otherwise) {
    Node member = member(name);
    return switch (member) {
      case null -> otherwise;
      case Node.Truth truth -> truth.value();
      default ->
          throw new FaultFound(
              at(name), member.line(), "must be true or false, not " + member.kind());
    };
  }

  @Nullable Integer number(String name) {
    Node member = member(name);
    return member == null ? null : numberOf(at(name), member);
  }

  int number(String name, int otherwise) {
    Integer value = number(name);
    return value == null ? otherwise : value;
  }

  List<Integer> numbers(String name) {
    return items(name, Section::numberOf);
  }

  List<String> texts(String name) {
    return items(name, Section::textOf);
  }

  /**
   * The sections of a list; a broken one becomes a fault and the others are read on. The reader
   * returns null when it has noted faults itself.
   */
  <T> List<T> sections(String name, Function<Section, @Nullable T> reader) {
    List<T> read = new ArrayList<>();
    items(
        name,
        (itemPointer, item) ->
            faults.attempt(
                () -> {
                  Section section = of(itemPointer, item, faults);
                  T value = reader.apply(section);
                  section.refuseUnknown();
                  if (value != null) {
                    read.add(value);
                  }
                  return value;
                }));
    return read;
  }

  /** What the reader makes of a member that is a mapping; null where there is none. */
  <T> @Nullable T section(String name, Function<Section, @Nullable T> reader) {
    Node member = member(name);
    if (member == null) {
      return null;
    }
    Section section = of(at(name), member, faults);
    T value = reader.apply(section);
    section.refuseUnknown();
    return value;
  }

  /**
   * A mapping from free names to what the reader makes of their values; empty where there is none.
   */
  <T> Map<String, T> entries(String name, EntryReader<T> reader) {
    Map<String, T> read = new LinkedHashMap<>();
    Node member = member(name);
    if (member != null) {
      Section section = of(at(name), member, faults);
      section
          .node
          .members()
          .forEach((key, node) -> read.put(key, reader.read(section.at(key), node)));
    }
    return read;
  }

  /** Reads one value of a list or a mapping. */
  @FunctionalInterface
  interface EntryReader<T> {
    T read(String pointer, Node node);
  }

  static String textOf(String pointer, Node node) {
    if (node instanceof Node.Text text) {
      return text.value();
    }
    String hint = node instanceof Node.Truth ? " (put it in quotes)" : "";
    throw new FaultFound(pointer, node.line(), "must be text, not " + node.kind() + hint);
  }

  static List<String> textsOf(String pointer, Node node) {
    return itemsOf(pointer, node, Section::textOf);
  }

  private static int numberOf(String pointer, Node node) {
    if (node instanceof Node.Text(int line, String value, boolean number) && number) {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException e) {
        throw new FaultFound(pointer, line, "must be a whole number below 2147483648");
      }
    }
    throw new FaultFound(pointer, node.line(), "must be a whole number, not " + node.kind());
  }

  private <T> List<T> items(String name, EntryReader<T> reader) {
    Node member = member(name);
    if (member == null) {
      return List.of();
    }
    return itemsOf(at(name), member, reader);
  }

  private static <T> List<T> itemsOf(String pointer, Node node, EntryReader<T> reader) {
    if (!(node instanceof Node.Sequence sequence)) {
      throw new FaultFound(pointer, node.line(), "must be a list, not " + node.kind());
    }
    List<T> read = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      read.add(reader.read(pointer + "/" + i, sequence.items().get(i)));
    }
    return read;
  }

  /** Reads a text by a function of the domain that may refuse it. */
  <T> @Nullable T parsed(String name, Function<String, T> parser) {
    String text = optionalText(name);
    return text == null ? null : parsed(name, text, parser);
  }

  <T> T required(String name, Function<String, T> parser) {
    return parsed(name, text(name), parser);
  }

  private <T> T parsed(String name, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (InvalidDefinitionPart e) {
      throw fault(name, e.detail());
    }
  }

  <E extends Enum<E>> E word(String name, Class<E> words, E otherwise) {
    String text = optionalText(name);
    if (text == null) {
      return otherwise;
    }
    List<String> known = new ArrayList<>();
    for (E word : words.getEnumConstants()) {
      String lower = word.name().toLowerCase(Locale.ROOT);
      if (lower.equals(text)) {
        return word;
      }
      known.add(lower);
    }
    throw fault(name, "must be one of " + String.join(", ", known));
  }

  /** A fault at a part of this section, given as relative pointer; at its nearest known line. */
  FaultFound fault(String part, String detail) {
    Node at = node;
    for (String step : part.isEmpty() ? new String[0] : part.split("/", -1)) {
      Node next =
          switch (at) {
            case Node.Mapping mapping -> mapping.members().get(step);
            case Node.Sequence list when step.matches("[0-9]{1,4}") ->
                Integer.parseInt(step) < list.items().size()
                    ? list.items().get(Integer.parseInt(step))
                    : null;
            default -> null;
          };
      if (next == null) {
        break;
      }
      at = next;
    }
    return new FaultFound(part.isEmpty() ? pointer : at(part), at.line(), detail);
  }

  void refuseUnknown() {
    node.members()
        .forEach(
            (name, value) -> {
              if (!asked.contains(name)) {
                faults.add(
                    new FaultFound(at(escaped(name)), value.line(), "is not known here").fault());
              }
            });
  }

  private @Nullable Node member(String name) {
    asked.add(name);
    return node.members().get(name);
  }

  private String at(String name) {
    return pointer + "/" + name;
  }
}
