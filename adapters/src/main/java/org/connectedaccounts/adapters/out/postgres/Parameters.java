package org.connectedaccounts.adapters.out.postgres;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Fills a statement's places in the order in which they stand in its text. */
final class Parameters {

  private final PreparedStatement statement;
  private int place;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  Parameters id(@Nullable UUID value) throws SQLException {
    statement.setObject(++place, value, Types.OTHER);
    return this;
  }

  Parameters text(@Nullable String value) throws SQLException {
    statement.setString(++place, value);
    return this;
  }

  Parameters number(long value) throws SQLException {
    statement.setLong(++place, value);
    return this;
  }

  Parameters number(@Nullable Integer value) throws SQLException {
    statement.setObject(++place, value, Types.INTEGER);
    return this;
  }

  Parameters yes(boolean value) throws SQLException {
    statement.setBoolean(++place, value);
    return this;
  }

  Parameters real(double value) throws SQLException {
    statement.setDouble(++place, value);
    return this;
  }

  /** Of types that the driver knows by themselves. */
  Parameters objects(List<Object> values) throws SQLException {
    for (Object value : values) {
      statement.setObject(++place, value);
    }
    return this;
  }

  Parameters bytes(byte @Nullable [] value) throws SQLException {
    statement.setBytes(++place, value);
    return this;
  }

  Parameters time(@Nullable Instant value) throws SQLException {
    statement.setObject(
        ++place,
        value == null ? null : value.atOffset(ZoneOffset.UTC),
        Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  /** For {@code ? * interval '1 microsecond'}. */
  Parameters micros(Duration value) throws SQLException {
    return number(value.toNanos() / 1_000);
  }

  Parameters ids(Collection<UUID> values) throws SQLException {
    return array("uuid", values.toArray());
  }

  Parameters numbers(Collection<Long> values) throws SQLException {
    return array("bigint", values.toArray());
  }

  Parameters texts(Collection<String> values) throws SQLException {
    return array("text", values.toArray());
  }

  private Parameters array(String type, Object[] values) throws SQLException {
    Array array = statement.getConnection().createArrayOf(type, values);
    statement.setArray(++place, array);
    return this;
  }
}
