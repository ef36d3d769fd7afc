package org.connectedaccounts.adapters.out.postgres;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import jakarta.persistence.PersistenceException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements without Hibernate, for the hot path and what runs outside a unit of work. Inside one
 * they see what it wrote, since both use its connection.
 */
@Singleton
final class Jdbc {

  @FunctionalInterface
  interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  @FunctionalInterface
  interface BatchBinding<T> {
    void bind(PreparedStatement statement, T value) throws SQLException;
  }

  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final AgroalDataSource database;

  Jdbc(AgroalDataSource database) {
    this.database = database;
  }

  <T> List<T> query(String sql, Binding binding, Reading<T> reading) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      try (var rows = statement.executeQuery()) {
        var all = new ArrayList<T>();
        while (rows.next()) {
          all.add(reading.read(rows));
        }
        return all;
      }
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  int update(String sql, Binding binding) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  <T> void batch(String sql, List<T> values, BatchBinding<T> binding) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (T value : values) {
        binding.bind(statement, value);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Whether a statement that answers one count did anything. */
  boolean changed(String sql, Binding binding) {
    return count(sql, binding) > 0;
  }

  int count(String sql, Binding binding) {
    return query(sql, binding, row -> row.getInt(1)).getFirst();
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }
}
