package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The classes of one part of the account, as they are at one time: a forest of at most {@value #LEVELS_MAX} levels. */
public record Classes(long subAppId, Map<Long, FileClass> byId) {
  public static final int LEVELS_MAX = 4;

  /** In one class, or at the top. */
  public static final int CHILDREN_MAX = 500;

  /** The parent of those at the top. */
  public static final long TOP = -1;

  private static final long FIRST_ID = 1001;

  /** One class; {@code parentId} is {@link #TOP} for those at the top. */
  public record FileClass(long classId, long parentId, String name) {}

  public Classes {
    byId = Map.copyOf(byId);
  }

  public static Classes read(Connection connection, long subAppId) throws SQLException {
    Map<Long, FileClass> byId = new HashMap<>();
    Sql.list(connection, "SELECT class_id, parent_id, name FROM vod_class WHERE sub_app_id = ?",
        row -> new FileClass(row.getLong(1), row.getLong(2), row.getString(3)), subAppId).forEach(each -> byId.put(each.classId(), each));
    return new Classes(subAppId, byId);
  }

  /** In the order in which they were made. */
  public List<FileClass> all() {
    return byId.values().stream().sorted(Comparator.comparing(FileClass::classId)).toList();
  }

  public Optional<FileClass> find(long classId) {
    return Optional.ofNullable(byId.get(classId));
  }

  /** Those right below a class, or at the top. */
  public List<FileClass> children(long parentId) {
    return all().stream().filter(each -> each.parentId() == parentId).toList();
  }

  /** From the top down to the class itself; empty for a class that there is not. */
  public List<FileClass> path(long classId) {
    List<FileClass> path = new ArrayList<>();
    for (FileClass each = byId.get(classId); each != null && path.size() < LEVELS_MAX; each = byId.get(each.parentId())) {
      path.addFirst(each);
    }
    return path;
  }

  /** The class and all that is below it. */
  public List<Long> below(long classId) {
    List<Long> found = new ArrayList<>(List.of(classId));
    for (int i = 0; i < found.size(); i++) {
      children(found.get(i)).forEach(child -> found.add(child.classId()));
    }
    return found;
  }

  /** Adds a class and answers its id. Whether it may be is the caller's to know. */
  public static long insert(Connection transaction, long subAppId, long parentId, String name) throws SQLException {
    long classId = 1 + Sql.number(transaction, "SELECT COALESCE(MAX(class_id), ?) FROM vod_class", FIRST_ID - 1);
    Sql.update(transaction, "INSERT INTO vod_class (class_id, sub_app_id, parent_id, name) VALUES (?, ?, ?, ?)", classId, subAppId,
        parentId, name);
    return classId;
  }

  public static void rename(Connection transaction, long classId, String name) throws SQLException {
    Sql.update(transaction, "UPDATE vod_class SET name = ? WHERE class_id = ?", name, classId);
  }

  public static void remove(Connection transaction, long classId) throws SQLException {
    Sql.update(transaction, "DELETE FROM vod_class WHERE class_id = ?", classId);
  }

  /** Whether a file is in the class itself. */
  public static boolean hasFiles(Connection connection, long subAppId, long classId) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM (SELECT 1 FROM vod_file WHERE sub_app_id = ? AND class_id = ? LIMIT 1) any_of_it",
        subAppId, classId) > 0;
  }
}
