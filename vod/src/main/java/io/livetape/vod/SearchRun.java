package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One search, on the caller's connection.
 *
 * <p>How many files there are decides the way: few are found from an index of what they have in common, and sorted; of many, all files
 * are gone through from the newest on, until the page is full.
 */
final class SearchRun {
  /** As many as are sorted sooner than the newest are gone through. */
  private static final int SORTED_MAX = 20_000;

  private final Search search;
  private final List<Condition> conditions;
  private final List<Likeness.Rank> ranks;

  SearchRun(Search search) {
    this.search = search;
    conditions = new ArrayList<>(search.conditions());
    search.likenesses().forEach(likeness -> conditions.add(likeness.condition()));
    ranks = search.likenesses().stream().map(Likeness::rank).toList();
  }

  Listing run(Connection connection) throws SQLException {
    long count = count(connection);
    List<RecordedFile> files = count == 0 || search.page().offset() >= count ? List.of()
        : count < SORTED_MAX || !ranks.isEmpty() ? sorted(connection) : newest(connection);
    return new Listing(files, (int) Math.min(count, Listing.COUNT_MAX));
  }

  private long count(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM (SELECT 1 FROM vod_file WHERE " + where(Condition::seek) + " LIMIT " + SORTED_MAX
        + ") counted", arguments().toArray());
  }

  private List<RecordedFile> sorted(Connection connection) throws SQLException {
    List<Object> arguments = arguments();
    ranks.forEach(rank -> arguments.addAll(rank.arguments()));
    String columns = ranks.isEmpty() ? "file_id, created_at" : "*";
    return page(connection, "SELECT file_id FROM (SELECT " + columns + " FROM vod_file WHERE " + where(Condition::seek) + " LIMIT "
        + SORTED_MAX + ") found ORDER BY " + ranks.stream().map(rank -> rank.sql() + ", ").collect(Collectors.joining()) + order(),
        arguments);
  }

  private List<RecordedFile> newest(Connection connection) throws SQLException {
    return page(connection, "SELECT file_id FROM vod_file WHERE " + where(Condition::test) + " ORDER BY " + order(), arguments());
  }

  private List<RecordedFile> page(Connection connection, String ids, List<Object> arguments) throws SQLException {
    arguments.add(search.page().limit());
    arguments.add(search.page().offset());
    List<String> found = Sql.list(connection, ids + " LIMIT ? OFFSET ?", row -> row.getString(1), arguments.toArray());
    List<RecordedFile> files = new ArrayList<>(found.size());
    for (String id : found) {
      files.add(Sql.first(connection, "SELECT * FROM vod_file WHERE file_id = ?", row -> FileRows.read(connection, row), id).orElseThrow());
    }
    return files;
  }

  private String where(Function<Condition, String> form) {
    return "sub_app_id = ?" + conditions.stream().map(condition -> " AND " + form.apply(condition)).collect(Collectors.joining());
  }

  private String order() {
    return search.oldestFirst() ? "created_at, file_id" : "created_at DESC, file_id DESC";
  }

  private List<Object> arguments() {
    List<Object> arguments = new ArrayList<>();
    arguments.add(search.subAppId());
    conditions.forEach(condition -> arguments.addAll(condition.arguments()));
    return arguments;
  }
}
