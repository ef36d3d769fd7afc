package org.connectedaccounts.adapters.out.postgres;

import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.connectedaccounts.application.port.SealedValues;
import org.connectedaccounts.domain.credential.Sealed;
import org.connectedaccounts.domain.workspace.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Column by column, row by row. */
@Singleton
class JdbcSealedValues implements SealedValues {

  private static final String COUNT =
      "select count(*) from sealed_value where workspace_id = ? and data_key = ?";

  private final Jdbc jdbc;

  JdbcSealedValues(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param row what identifies it, in the order of {@link SealedColumn#identity}
   */
  private record Cell(SealedColumn column, WorkspaceId workspace, List<Object> row)
      implements Position {}

  @Override
  public List<SealedValue> hold(
      WorkspaceId workspace, UUID dataKey, @Nullable Position after, int limit) {
    var last = (Cell) after;
    return Arrays.stream(SealedColumn.values())
        .dropWhile(column -> last != null && column != last.column())
        .map(column -> hold(column, workspace, dataKey, rowIn(column, last), limit))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<Object> rowIn(SealedColumn column, @Nullable Cell cell) {
    return cell == null || cell.column() != column ? List.of() : cell.row();
  }

  private List<SealedValue> hold(
      SealedColumn column, WorkspaceId workspace, UUID dataKey, List<Object> after, int limit) {
    return jdbc.query(
        holding(column, !after.isEmpty()),
        statement -> {
          var parameters = new Parameters(statement).id(workspace.value()).id(dataKey);
          parameters.objects(after).number((long) limit);
        },
        row -> value(column, workspace, row));
  }

  private static String holding(SealedColumn column, boolean goesOn) {
    String identity = String.join(", ", column.identity());
    String places = column.identity().stream().map(_ -> "?").collect(Collectors.joining(", "));
    return """
    select * from %s where %s = ? and %s = ? and %s <> ''%s
    order by %s limit ? for update skip locked
    """
        .formatted(
            column.table(),
            column.workspace(),
            column.keyColumn(),
            column.column(),
            goesOn ? " and (%s) > (%s)".formatted(identity, places) : "",
            identity);
  }

  private static SealedValue value(SealedColumn column, WorkspaceId workspace, ResultSet row)
      throws SQLException {
    List<Object> identity = new ArrayList<>();
    for (var name : column.identity()) {
      identity.add(row.getObject(name));
    }
    return new SealedValue(
        new Cell(column, workspace, identity),
        column.place(workspace, row),
        new Sealed(row.getObject(column.keyColumn(), UUID.class), row.getBytes(column.column())));
  }

  /** As one batch: what is held at once is of one column. */
  @Override
  public void replace(List<SealedValue> values) {
    if (!values.isEmpty()) {
      var column = ((Cell) values.getFirst().at()).column();
      jdbc.batch(replacing(column), values, JdbcSealedValues::bind);
    }
  }

  private static String replacing(SealedColumn column) {
    return "update %s set %s = ?, %s = ? where %s = ? and %s"
        .formatted(
            column.table(),
            column.column(),
            column.keyColumn(),
            column.workspace(),
            column.identity().stream()
                .map(name -> name + " = ?")
                .collect(Collectors.joining(" and ")));
  }

  private static void bind(PreparedStatement statement, SealedValue value) throws SQLException {
    var cell = (Cell) value.at();
    new Parameters(statement)
        .bytes(value.sealed().ciphertext())
        .id(value.sealed().dataKey())
        .id(cell.workspace().value())
        .objects(cell.row());
  }

  @Override
  public long count(WorkspaceId workspace, UUID dataKey) {
    return jdbc.query(
            COUNT,
            statement -> new Parameters(statement).id(workspace.value()).id(dataKey),
            row -> row.getLong(1))
        .getFirst();
  }
}
