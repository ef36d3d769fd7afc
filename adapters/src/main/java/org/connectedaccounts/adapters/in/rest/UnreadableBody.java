package org.connectedaccounts.adapters.in.rest;

import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.temporal.Temporal;
import java.util.Collection;
import org.connectedaccounts.domain.Refusal.Fault;
import org.jspecify.annotations.Nullable;

/** What a body is told that is JSON, but not the one that was asked for; never what it says. */
final class UnreadableBody {

  private UnreadableBody() {}

  static Fault fault(MismatchedInputException e) {
    return new Fault(Pointers.of(e.getPath()), detail(e));
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
