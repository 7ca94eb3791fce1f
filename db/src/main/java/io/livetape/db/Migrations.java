package io.livetape.db;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables to the state that this build knows, from the files {@code V<number>__<what>.sql} in {@code db/common}, and in
 * {@code db/sqlite} where there is no common way to say it, of every module on the class path. Each module has its own hundred: record 100, vod 200, callback 300, api 400, console 600; so they are applied out of order.
 *
 * <p>Flyway takes a fifth of a second to wake up; it is asked only when a query has shown that it has something to do.
 */
final class Migrations {
  private static final List<String> FOLDERS = List.of("db/common", "db/sqlite");
  private static final Pattern FILE = Pattern.compile("V(\\d{1,9})__\\w+\\.sql");
  private static final String HISTORY = "flyway_schema_history";

  private final DataSource source;
  private final Path file;

  Migrations(DataSource source, Path file) {
    this.source = source;
    this.file = file;
  }

  /**
   * The caller holds the {@link OpeningLock}: Flyway does not keep two processes apart on SQLite.
   *
   * @throws DatabaseException when the database is from a newer build, which leaves it as it was, or when a migration fails
   */
  void apply() throws IOException, SQLException {
    if (missing()) {
      migrate();
    }
  }

  private void migrate() throws DatabaseException {
    try {
      Flyway.configure().dataSource(source).locations(FOLDERS.stream().map(folder -> "classpath:" + folder).toArray(String[]::new)).outOfOrder(true).loggers("slf4j").load().migrate();
    } catch (FlywayException failure) {
      throw new DatabaseException("the tables of " + file + " could not be brought up to date: " + failure.getMessage(), failure);
    }
  }

  private boolean missing() throws IOException, SQLException {
    Set<Integer> known = known();
    Set<Integer> applied = applied();
    Set<Integer> unknown = new TreeSet<>(applied);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new DatabaseException(("%s was written by a newer version of Livetape (it has the migrations %s, which this version does not"
          + " know); nothing was changed; use that version, or another database").formatted(file, unknown));
    }
    return !applied.containsAll(known);
  }

  private Set<Integer> applied() throws SQLException {
    Set<Integer> versions = new TreeSet<>();
    try (Connection connection = source.getConnection()) {
      if (hasHistory(connection)) {
        versions.addAll(Sql.list(connection, "SELECT version FROM " + HISTORY + " WHERE success AND version IS NOT NULL",
            row -> row.getInt("version")));
      }
    }
    return versions;
  }

  private static boolean hasHistory(Connection connection) throws SQLException {
    try (ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
      return tables.next();
    }
  }

  private static Set<Integer> known() throws IOException {
    Set<Integer> versions = new TreeSet<>();
    for (String each : FOLDERS) {
      for (URL folder : Collections.list(Migrations.class.getClassLoader().getResources(each))) {
        for (String name : namesIn(each, folder)) {
          versions.add(version(name));
        }
      }
    }
    if (versions.isEmpty()) {
      throw new IllegalStateException("no migrations in " + FOLDERS + " on the class path");
    }
    return versions;
  }

  private static int version(String name) {
    Matcher matcher = FILE.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a migration's name: " + name);
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** File names, from a folder of classes or from a jar. */
  private static List<String> namesIn(String place, URL folder) throws IOException {
    if (folder.openConnection() instanceof JarURLConnection jar) {
      jar.setUseCaches(false);
      try (JarFile archive = jar.getJarFile()) {
        return archive.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).filter(name -> name.startsWith(place + "/"))
            .map(name -> name.substring(place.length() + 1)).toList();
      }
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
