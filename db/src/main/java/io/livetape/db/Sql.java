package io.livetape.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JDBC in one line a statement. Arguments fill the {@code ?} in order; an {@link Instant} is stored as a BIGINT of epoch milliseconds,
 * an enum constant by its name, null as NULL.
 */
public final class Sql {
  private Sql() {}

  /** Reads one row; the result set stands on it. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs an INSERT, UPDATE or DELETE and answers how many rows it touched. */
  public static int update(Connection connection, String sql, Object... arguments) throws SQLException {
    return run(connection, sql, arguments, PreparedStatement::executeUpdate);
  }

  /** Every row of a query. The query bounds their number. */
  public static <T> List<T> list(Connection connection, String sql, RowReader<T> reader, Object... arguments) throws SQLException {
    return run(connection, sql, arguments, statement -> {
      try (ResultSet row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      }
    });
  }

  /** The first row of a query; empty when there is none, or when the reader makes null of it. */
  public static <T> Optional<T> first(Connection connection, String sql, RowReader<T> reader, Object... arguments) throws SQLException {
    return run(connection, sql, arguments, statement -> {
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(reader.read(row)) : Optional.empty();
      }
    });
  }

  /** The number that a query of one row and one column answers, such as a count. */
  public static long number(Connection connection, String sql, Object... arguments) throws SQLException {
    return first(connection, sql, row -> row.getLong(1), arguments).orElseThrow();
  }

  /** A column of epoch milliseconds; null when it is NULL. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    long epochMs = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(epochMs);
  }

  private interface Execution<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private static <T> T run(Connection connection, String sql, Object[] arguments, Execution<T> execution) throws SQLException {
    PreparedStatement statement = StatementCache.take(connection, sql);
    boolean done = false;
    try {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, stored(arguments[i]));
      }
      T result = execution.of(statement);
      done = true;
      return result;
    } finally {
      if (done) {
        StatementCache.release(connection, sql, statement);
      } else {
        statement.close();
      }
    }
  }

  private static Object stored(Object argument) {
    return switch (argument) {
      case Instant instant -> instant.toEpochMilli();
      case Enum<?> constant -> constant.name();
      case null, default -> argument;
    };
  }
}
