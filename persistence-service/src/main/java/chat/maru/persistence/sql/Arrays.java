package chat.maru.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Binds one column of many rows as one array parameter, for `unnest`.
public final class Arrays {
  private Arrays() {}

  public static void uuids(PreparedStatement statement, int index, Collection<UUID> ids)
      throws SQLException {
    uuids(statement, index, ids, Function.identity());
  }

  public static <T> void uuids(
      PreparedStatement statement, int index, Collection<T> rows, Function<T, UUID> column)
      throws SQLException {
    // The literal itself: the driver has no binary form for arrays of uuid, and would look at every
    // character for something to escape.
    String literal =
        rows.stream()
            .map(row -> column.apply(row).toString())
            .collect(Collectors.joining(",", "{", "}"));
    statement.setObject(index, literal, Types.OTHER);
  }

  public static void ints(PreparedStatement statement, int index, Collection<Integer> values)
      throws SQLException {
    bind(statement, index, "int4", values, Function.identity(), Integer[]::new);
  }

  public static <T> void longs(
      PreparedStatement statement, int index, Collection<T> rows, Function<T, Long> column)
      throws SQLException {
    bind(statement, index, "int8", rows, column, Long[]::new);
  }

  public static <T> void texts(
      PreparedStatement statement, int index, Collection<T> rows, Function<T, String> column)
      throws SQLException {
    bind(statement, index, "text", rows, column, String[]::new);
  }

  public static <T> void times(
      PreparedStatement statement, int index, Collection<T> rows, Function<T, Instant> column)
      throws SQLException {
    bind(statement, index, "timestamptz", rows, row -> column.apply(row).toString(), String[]::new);
  }

  public static <T> void bytes(
      PreparedStatement statement, int index, Collection<T> rows, Function<T, byte[]> column)
      throws SQLException {
    bind(statement, index, "bytea", rows, column, byte[][]::new);
  }

  private static <T, C> void bind(
      PreparedStatement statement,
      int index,
      String type,
      Collection<T> rows,
      Function<T, C> column,
      IntFunction<C[]> array)
      throws SQLException {
    C[] values = rows.stream().map(column).toArray(array);
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }
}
