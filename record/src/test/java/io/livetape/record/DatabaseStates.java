package io.livetape.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The database as it was committed at each moment of a disk's life. SQLite looks after its own files: with {@code synchronous=FULL} what is
 * committed survives a power cut, whole, so that there is one state for each moment. Any thread.
 */
final class DatabaseStates implements AutoCloseable {
  private final Path folder;
  private final Connection connection;
  private final NavigableMap<Integer, Path> states = new TreeMap<>();
  private long version = -1;
  private int copyCount;

  /** @param folder of the database {@code test.db}; copies of it go there too */
  DatabaseStates(Path folder) throws SQLException {
    this.folder = folder;
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("test.db"));
  }

  /** Keeps a copy if anything was committed since the last time. */
  synchronized void note(int moment) {
    try (Statement statement = connection.createStatement()) {
      long now = version(statement);
      if (now != version) {
        Path copy = folder.resolve("state-" + ++copyCount + ".db");
        statement.execute("vacuum into '" + copy + "'");
        states.put(moment, copy);
        version = now;
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** Changes with each commit of another connection. */
  private static long version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("pragma data_version")) {
      return row.getLong(1);
    }
  }

  /** Puts the state of a moment into a folder, as its database. */
  synchronized void copy(int moment, Path to) throws IOException {
    Files.copy(states.floorEntry(moment).getValue(), Files.createDirectories(to).resolve("test.db"));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
