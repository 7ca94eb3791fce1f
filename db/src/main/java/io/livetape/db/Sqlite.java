package io.livetape.db;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Everything that is said in SQLite's own words: how its file is made, opened and complained about. */
final class Sqlite {
  /** What the write-ahead log is cut back to after a checkpoint. */
  private static final int LOG_KEPT_BYTES = 16 << 20;

  private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
  private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** The disk fails it, or does not let it be written. */
  private static final Set<Integer> TROUBLE = Set.of(SQLiteErrorCode.SQLITE_IOERR.code, SQLiteErrorCode.SQLITE_READONLY.code,
      SQLiteErrorCode.SQLITE_CANTOPEN.code, SQLiteErrorCode.SQLITE_PROTOCOL.code, SQLiteErrorCode.SQLITE_LOCKED.code);

  private final DatabaseConfig config;
  private final DataSource writing;
  private final DataSource reading;

  Sqlite(DatabaseConfig config) {
    this.config = config;
    this.writing = source(TransactionMode.IMMEDIATE);
    this.reading = source(TransactionMode.DEFERRED);
  }

  /** Connections that take the write lock when their transaction begins, so that no later statement of it can find it taken. */
  DataSource writing() {
    return writing;
  }

  Connection openWriter() throws SQLException {
    return writing.getConnection();
  }

  Connection openReader() throws SQLException {
    Connection connection = reading.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA query_only = true");
    }
    return connection;
  }

  /** Makes the file if there is none, and closes it and its companions to other users. SQLite gives new companions the file's mode. */
  void prepareFile() throws IOException {
    Path file = config.file();
    if (!POSIX) {
      return;
    }
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException _) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
    for (String suffix : new String[] {"-wal", "-shm"}) {
      Path companion = file.resolveSibling(file.getFileName() + suffix);
      if (Files.exists(companion)) {
        Files.setPosixFilePermissions(companion, OWNER_ONLY);
      }
    }
  }

  /**
   * The same failure in words that say what to do, where SQLite's own do not.
   *
   * @return a {@link SQLTransientException} if it is the database's trouble (locked, full, out of reach), not the work's fault
   */
  SQLException explain(SQLException failure) {
    return failure instanceof SQLiteException sqlite ? trouble(sqlite).orElse(failure) : failure;
  }

  /** What may work another time, although nobody changes anything about the work. */
  private Optional<SQLException> trouble(SQLiteException failure) {
    int code = primary(failure.getResultCode());
    String text = null;
    if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
      text = "is locked by another process (waited %d ms)".formatted(config.busyTimeout().toMillis());
    } else if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      text = "cannot grow: its disk is full";
    } else if (TROUBLE.contains(code)) {
      text = "cannot be used: " + failure.getMessage();
    }
    return Optional.ofNullable(text).map(why -> new SQLTransientException(config.file() + " " + why, failure));
  }

  /** Extended result codes keep the primary one in their low byte (sqlite.org/rescode.html, section 3). */
  private static int primary(SQLiteErrorCode code) {
    return code.code & 0xff;
  }

  private DataSource source(TransactionMode mode) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setJournalMode(JournalMode.WAL);
    sqlite.setJournalSizeLimit(LOG_KEPT_BYTES);
    sqlite.setSynchronous(config.synchronous().mode);
    sqlite.setBusyTimeout((int) config.busyTimeout().toMillis());
    sqlite.enforceForeignKeys(true);
    sqlite.setTransactionMode(mode);
    sqlite.setGetGeneratedKeys(false);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl("jdbc:sqlite:" + config.file());
    return source;
  }
}
