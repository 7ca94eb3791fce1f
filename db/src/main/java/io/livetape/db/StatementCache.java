package io.livetape.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The prepared statements of one connection, kept because preparing costs several times what running does, and the SQL of a server is a
 * few dozen texts. Belongs to its connection's thread.
 */
final class StatementCache {
  /** Texts kept per connection; the least recently used goes. */
  private static final int STATEMENT_MAX = 100;

  /** {@link Sql} is given a connection and nothing else; a connection without a cache here is used as it is. */
  private static final Map<Connection, StatementCache> CACHES = Collections.synchronizedMap(new WeakHashMap<>());

  private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

  /** Lets statements of this connection be kept. */
  static void keepFor(Connection connection) {
    CACHES.put(connection, new StatementCache());
  }

  /** The connection is about to be closed, and its statements with it. */
  static void forget(Connection connection) {
    CACHES.remove(connection);
  }

  /** A statement that nobody uses at the moment. Give it back with {@link #release}. */
  static PreparedStatement take(Connection connection, String sql) throws SQLException {
    StatementCache cache = CACHES.get(connection);
    PreparedStatement kept = cache == null ? null : cache.idle.remove(sql);
    return kept == null ? connection.prepareStatement(sql) : kept;
  }

  /** Keeps a statement whose results have been read; one that has failed is to be closed instead. */
  static void release(Connection connection, String sql, PreparedStatement statement) throws SQLException {
    StatementCache cache = CACHES.get(connection);
    PreparedStatement surplus = cache == null ? statement : cache.keep(sql, statement);
    if (surplus != null) {
      surplus.close();
    }
  }

  /** Answers the statement that has to go for it, if one has. */
  private PreparedStatement keep(String sql, PreparedStatement statement) {
    PreparedStatement twin = idle.put(sql, statement);
    return twin != null || idle.size() <= STATEMENT_MAX ? twin : idle.pollFirstEntry().getValue();
  }
}
