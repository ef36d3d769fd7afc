package org.connectedaccounts.adapters.in.rest;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the numbers and truth values of the query, and names those that are none. */
@Provider
class StrictParameters implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked") // the type is looked at
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation @Nullable [] annotations) {
    String name = name(annotations);
    if (rawType == Integer.class) {
      return (ParamConverter<T>) new Numbers(name);
    }
    return rawType == Boolean.class ? (ParamConverter<T>) new TruthValues(name) : null;
  }

  private static String name(Annotation @Nullable [] annotations) {
    return annotations == null
        ? ""
        : Arrays.stream(annotations)
            .filter(QueryParam.class::isInstance)
            .map(annotation -> ((QueryParam) annotation).value())
            .findFirst()
            .orElse("");
  }

  private record Numbers(String name) implements ParamConverter<Integer> {

    @Override
    public Integer fromString(String value) {
      try {
        return Integer.valueOf(value);
      } catch (NumberFormatException e) {
        throw new BadParameter(name, "must be a whole number");
      }
    }

    @Override
    public String toString(Integer value) {
      return value.toString();
    }
  }

  private record TruthValues(String name) implements ParamConverter<Boolean> {

    @Override
    public Boolean fromString(String value) {
      return switch (value) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new BadParameter(name, "must be true or false");
      };
    }

    @Override
    public String toString(Boolean value) {
      return value.toString();
    }
  }
}
