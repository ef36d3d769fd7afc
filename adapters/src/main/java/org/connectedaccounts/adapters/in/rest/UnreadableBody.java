package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.connectedaccounts.domain.Refusal.Fault;
import org.jspecify.annotations.Nullable;

/** What a body is told that is JSON, but not the one that was asked for; never what it says. */
final class UnreadableBody {

  private static final int DEEPEST = 20;

  private UnreadableBody() {}

  static Fault fault(MismatchedInputException e) {
    return new Fault(Pointers.of(e.getPath()), detail(e));
  }

  /** A number that its field cannot hold, which the reader calls a fault of the text. */
  static Optional<Fault> outOfRange(Throwable failure) {
    return causes(failure)
        .filter(JsonMappingException.class::isInstance)
        .map(JsonMappingException.class::cast)
        .filter(e -> e.getCause() instanceof InputCoercionException)
        .map(e -> new Fault(Pointers.of(e.getPath()), "is out of range"))
        .findFirst();
  }

  /** Whether it is no JSON at all, wherever the reader noticed. */
  static boolean isMalformed(Throwable failure) {
    return causes(failure).anyMatch(JsonProcessingException.class::isInstance);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  private static String detail(MismatchedInputException e) {
    return switch (e) {
      case UnrecognizedPropertyException _ -> "is not known here";
      case InvalidNullException _ -> "must not be null";
      default -> "must be " + wanted(e.getTargetType());
    };
  }

  private static String wanted(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "a time, as RFC 3339 writes it";
    }
    return Collection.class.isAssignableFrom(type) ? "an array" : "an object";
  }
}
