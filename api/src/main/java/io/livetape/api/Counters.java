package io.livetape.api;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** Numbers that are given once each. Static SQL on the caller's transaction. */
public final class Counters {
  private Counters() {}

  /** @param first what a counter that is used for the first time begins with */
  public static long next(Connection transaction, String name, long first) throws SQLException {
    Sql.update(transaction, """
        insert into api_counter (name, last) values (?, ?)
        on conflict (name) do update set last = api_counter.last + 1""", name, first);
    return Sql.number(transaction, "select last from api_counter where name = ?", name);
  }
}
