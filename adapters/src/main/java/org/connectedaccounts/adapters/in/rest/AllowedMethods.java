package org.connectedaccounts.adapters.in.rest;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which methods a path has (RFC 9110, 15.5.6): the framework knows, and does not tell. */
@Singleton
class AllowedMethods {

  private record Served(String method, List<String> path) {

    boolean isLiteral() {
      return path.stream().noneMatch(segment -> segment.startsWith("{"));
    }

    boolean isAt(List<String> asked) {
      return asked.size() == path.size()
          && IntStream.range(0, path.size())
              .allMatch(at -> path.get(at).startsWith("{") || path.get(at).equals(asked.get(at)));
    }
  }

  private final List<Served> all;

  AllowedMethods(BeanManager beans) {
    this.all =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .map(Bean::getBeanClass)
            .flatMap(bean -> Stream.concat(Stream.of(bean), Arrays.stream(bean.getInterfaces())))
            .filter(type -> type.isAnnotationPresent(Path.class))
            .distinct()
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .flatMap(AllowedMethods::served)
            .toList();
  }

  /** Whether there is anything at a path. */
  boolean isServed(String path) {
    return !at(path).isEmpty();
  }

  /** As the header {@code Allow} lists them. */
  String of(String path) {
    Set<String> methods = new TreeSet<>(Set.of(HttpMethod.OPTIONS));
    at(path).stream().map(Served::method).forEach(methods::add);
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    return String.join(", ", methods);
  }

  /** A path without a name in it is meant by itself, though another one's name may look like it. */
  private List<Served> at(String path) {
    List<String> asked = segments(path);
    List<Served> found = all.stream().filter(served -> served.isAt(asked)).toList();
    List<Served> literal = found.stream().filter(Served::isLiteral).toList();
    return literal.isEmpty() ? found : literal;
  }

  private static Stream<Served> served(Method method) {
    String path =
        path(method.getDeclaringClass().getAnnotation(Path.class))
            + "/"
            + path(method.getAnnotation(Path.class));
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .map(type -> type.getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(verb -> new Served(verb.value(), segments(path)));
  }

  private static String path(@Nullable Path path) {
    return path == null ? "" : path.value();
  }

  private static List<String> segments(String path) {
    return Arrays.stream(path.split("/", -1)).filter(segment -> !segment.isEmpty()).toList();
  }
}
