package org.connectedaccounts.adapters.out.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.JsonFormat;
import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import java.util.Map;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.format.FormatMapper;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;
import org.jspecify.annotations.Nullable;

/** JSON in columns: with a mapper of its own, so that the API's settings do not change the data. */
@JsonFormat
@PersistenceUnitExtension
final class JsonColumns implements FormatMapper {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final FormatMapper jackson = new JacksonJsonFormatMapper(MAPPER);

  @Override
  public <T> @Nullable T fromString(CharSequence text, JavaType<T> type, WrapperOptions options) {
    return jackson.fromString(text, type, options);
  }

  @Override
  public <T> String toString(T value, JavaType<T> type, WrapperOptions options) {
    return jackson.toString(value, type, options);
  }

  /** For rows that are read without Hibernate; empty for most of them. */
  static Map<String, String> texts(String json) {
    if (json.equals("{}")) {
      return Map.of();
    }
    try {
      return MAPPER.readValue(json, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON column cannot be read", e);
    }
  }
}
