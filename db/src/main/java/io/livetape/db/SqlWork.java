package io.livetape.db;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What one caller does with the database, in one piece: it all takes effect, or none of it does.
 *
 * <p>The transaction belongs to the {@link Database}: the work neither commits nor rolls back, closes the statements that it opens,
 * and keeps nothing of the connection. It runs on one of the database's few threads, so it waits for nothing else.
 */
@FunctionalInterface
public interface SqlWork<T> {
  T run(Connection connection) throws SQLException;
}
