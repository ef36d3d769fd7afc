package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the numbers, times and truth values of the query, and takes nothing else for one. */
@Provider
class StrictParameters implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked") // the type is looked at
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation @Nullable [] annotations) {
    if (rawType == Integer.class) {
      return (ParamConverter<T>) new Numbers();
    }
    if (rawType == Instant.class) {
      return (ParamConverter<T>) new Times();
    }
    return rawType == Boolean.class ? (ParamConverter<T>) new TruthValues() : null;
  }

  private static final class Numbers implements ParamConverter<Integer> {

    @Override
    public Integer fromString(String value) {
      try {
        return Integer.valueOf(value);
      } catch (NumberFormatException e) {
        throw new BadParameter(Integer.class, value, "must be a whole number");
      }
    }

    @Override
    public String toString(Integer value) {
      return value.toString();
    }
  }

  private static final class Times implements ParamConverter<Instant> {

    @Override
    public Instant fromString(String value) {
      try {
        return TimeText.parse(value);
      } catch (DateTimeException e) {
        throw new BadParameter(Instant.class, value, "must be a time such as 2026-11-27T09:00:00Z");
      }
    }

    @Override
    public String toString(Instant value) {
      return value.toString();
    }
  }

  private static final class TruthValues implements ParamConverter<Boolean> {

    @Override
    public Boolean fromString(String value) {
      return switch (value) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new BadParameter(Boolean.class, value, "must be true or false");
      };
    }

    @Override
    public String toString(Boolean value) {
      return value.toString();
    }
  }
}
