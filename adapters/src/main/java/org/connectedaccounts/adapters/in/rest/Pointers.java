package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where in a request something is wrong: a JSON pointer (RFC 6901) into the body, {@code ?name} of
 * the query, or a header's name.
 */
final class Pointers {

  private static final int LONGEST = 200;

  private Pointers() {}

  static String of(List<Reference> path) {
    return path.stream()
        .map(
            step ->
                step.getFieldName() == null
                    ? "/" + step.getIndex()
                    : "/" + escaped(step.getFieldName()))
        .collect(Collectors.collectingAndThen(Collectors.joining(), Pointers::shortened));
  }

  static String within(String pointer, String name) {
    return shortened(pointer + "/" + escaped(name));
  }

  static String of(ConstraintViolation<?> violation) {
    var pointer = new StringBuilder();
    Path.@Nullable MethodNode method = null;
    for (Path.Node node : violation.getPropertyPath()) {
      switch (node.getKind()) {
        case METHOD -> method = node.as(Path.MethodNode.class);
        case PARAMETER ->
            pointer.append(
                method == null
                    ? ""
                    : Parameters.pointer(
                        violation.getRootBeanClass(),
                        method.getName(),
                        method.getParameterTypes(),
                        node.as(Path.ParameterNode.class).getParameterIndex()));
        default -> pointer.append(step(node));
      }
    }
    return shortened(pointer.toString());
  }

  private static String step(Path.Node node) {
    String step = "";
    if (node.getIndex() != null) {
      step = "/" + node.getIndex();
    } else if (node.getKey() != null) {
      step = "/" + escaped(node.getKey().toString());
    }
    return node.getKind() == ElementKind.PROPERTY ? step + "/" + snakeCase(node.getName()) : step;
  }

  static String snakeCase(String property) {
    return property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** Names come from the caller, who may send endless ones. */
  private static String shortened(String pointer) {
    return pointer.length() <= LONGEST ? pointer : pointer.substring(0, LONGEST) + "…";
  }
}
