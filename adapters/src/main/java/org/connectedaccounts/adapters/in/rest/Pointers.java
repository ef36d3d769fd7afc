package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                parameter(violation.getRootBeanClass(), method, node.as(Path.ParameterNode.class)));
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

  /** A body has no name of its own: pointers start inside it. */
  private static String parameter(
      Class<?> type, Path.@Nullable MethodNode method, Path.ParameterNode parameter) {
    if (method == null) {
      return "";
    }
    for (Annotation annotation : annotations(type, method, parameter.getParameterIndex())) {
      if (annotation instanceof QueryParam query) {
        return "?" + query.value();
      }
      if (annotation instanceof HeaderParam header) {
        return header.value();
      }
    }
    return "";
  }

  /** The annotations stand at the generated interface, not at the resource. */
  private static List<Annotation> annotations(Class<?> type, Path.MethodNode method, int index) {
    var found = new ArrayList<Annotation>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Stream.concat(Stream.of(each), Arrays.stream(each.getInterfaces()))
          .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
          .filter(candidate -> is(candidate, method))
          .forEach(candidate -> found.addAll(List.of(candidate.getParameterAnnotations()[index])));
    }
    return found;
  }

  private static boolean is(Method candidate, Path.MethodNode method) {
    return candidate.getName().equals(method.getName())
        && List.of(candidate.getParameterTypes()).equals(method.getParameterTypes());
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
