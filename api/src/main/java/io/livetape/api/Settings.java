package io.livetape.api;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;

/** Named values that the first start makes and every later one finds. Static SQL on the caller's transaction. */
public final class Settings {
  private Settings() {}

  public static Optional<String> get(Connection connection, String name) throws SQLException {
    return Sql.first(connection, "select value from api_setting where name = ?", row -> row.getString(1), name);
  }

  /** The value, made now if there is none. */
  public static String getOrMake(Connection transaction, String name, Supplier<String> make) throws SQLException {
    Optional<String> present = get(transaction, name);
    if (present.isPresent()) {
      return present.get();
    }
    String value = make.get();
    Sql.update(transaction, "insert into api_setting (name, value) values (?, ?)", name, value);
    return value;
  }

  /** Sets a value, whether or not there was one. */
  public static void put(Connection transaction, String name, String value) throws SQLException {
    Sql.update(transaction, "insert into api_setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value",
        name, value);
  }
}
