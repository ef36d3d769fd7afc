package org.connectedaccounts.adapters.in.rest;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the parameters of an operation are called in a request. */
final class Parameters {

  private Parameters() {}

  /** Empty for the body, whose pointers start inside it. */
  static String pointer(Class<?> resource, String method, List<Class<?>> types, int index) {
    for (Annotation annotation : annotations(resource, method, types, index)) {
      if (annotation instanceof QueryParam query) {
        return "?" + query.value();
      }
      if (annotation instanceof HeaderParam header) {
        return header.value();
      }
    }
    return "";
  }

  /** The query parameter that was of the wrong type, since the converter is not told its name. */
  static String queryPointer(ResourceInfo resource, UriInfo uri, BadParameter bad) {
    Method method = resource.getResourceMethod();
    List<Class<?>> types = List.of(method.getParameterTypes());
    return IntStream.range(0, types.size())
        .filter(index -> types.get(index) == bad.type())
        .mapToObj(index -> pointer(resource.getResourceClass(), method.getName(), types, index))
        .filter(pointer -> pointer.startsWith("?"))
        .filter(
            pointer -> bad.value().equals(uri.getQueryParameters().getFirst(pointer.substring(1))))
        .findFirst()
        .orElse("?");
  }

  /** The query parameters that have one character at least: numbers and booleans always do. */
  static Stream<String> neverEmpty(ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    List<Class<?>> types = List.of(method.getParameterTypes());
    return IntStream.range(0, types.size())
        .filter(index -> types.get(index) != String.class || hasLeastSize(resource, types, index))
        .mapToObj(index -> annotations(resource, types, index))
        .flatMap(List::stream)
        .filter(QueryParam.class::isInstance)
        .map(annotation -> ((QueryParam) annotation).value());
  }

  /** What the operation asks of the query. */
  static Set<String> ofQuery(ResourceInfo resource) {
    List<Class<?>> types = List.of(resource.getResourceMethod().getParameterTypes());
    return IntStream.range(0, types.size())
        .mapToObj(index -> annotations(resource, types, index))
        .flatMap(List::stream)
        .filter(QueryParam.class::isInstance)
        .map(annotation -> ((QueryParam) annotation).value())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether the operation has this header among its parameters. */
  static boolean takesHeader(ResourceInfo resource, String name) {
    List<Class<?>> types = List.of(resource.getResourceMethod().getParameterTypes());
    return IntStream.range(0, types.size())
        .mapToObj(index -> annotations(resource, types, index))
        .flatMap(List::stream)
        .anyMatch(
            annotation -> annotation instanceof HeaderParam header && header.value().equals(name));
  }

  private static boolean hasLeastSize(ResourceInfo resource, List<Class<?>> types, int index) {
    return annotations(resource, types, index).stream()
        .anyMatch(annotation -> annotation instanceof Size size && size.min() > 0);
  }

  private static List<Annotation> annotations(
      ResourceInfo resource, List<Class<?>> types, int index) {
    return annotations(
        resource.getResourceClass(), resource.getResourceMethod().getName(), types, index);
  }

  /** They stand at the generated interface, not at the resource. */
  private static List<Annotation> annotations(
      Class<?> resource, String method, List<Class<?>> types, int index) {
    var found = new ArrayList<Annotation>();
    for (Class<?> each = resource; each != null; each = each.getSuperclass()) {
      Stream.concat(Stream.of(each), Arrays.stream(each.getInterfaces()))
          .flatMap(declaring -> Arrays.stream(declaring.getDeclaredMethods()))
          .filter(candidate -> candidate.getName().equals(method))
          .filter(candidate -> List.of(candidate.getParameterTypes()).equals(types))
          .forEach(candidate -> found.addAll(List.of(candidate.getParameterAnnotations()[index])));
    }
    return found;
  }
}
