package io.livetape.vod;

import io.livetape.db.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One search, on the caller's connection.
 *
 * <p>How many files there are decides the way. Few are found from an index of what they have in common, and sorted. Of many, all files are
 * gone through from the newest on until the page is full. A text that a quarter of the newest files have is looked for in these alone.
 */
final class SearchRun {
  /** As many as are sorted sooner than the newest are gone through. */
  private static final int SORTED_MAX = 20_000;

  private final Search search;
  private final List<Likeness.Rank> ranks;

  /** How the files that are looked at are found, and what is only asked of each of them. */
  private record Way(List<Condition> seek, List<Condition> test) {
    String where() {
      return "sub_app_id = ?" + sql(seek, Condition::seek) + sql(test, Condition::test);
    }

    List<Object> arguments(long subAppId) {
      List<Object> arguments = new ArrayList<>();
      arguments.add(subAppId);
      seek.forEach(condition -> arguments.addAll(condition.arguments()));
      test.forEach(condition -> arguments.addAll(condition.arguments()));
      return arguments;
    }

    private static String sql(List<Condition> conditions, Function<Condition, String> form) {
      return conditions.stream().map(condition -> " AND " + form.apply(condition)).collect(Collectors.joining());
    }
  }

  SearchRun(Search search) {
    this.search = search;
    ranks = search.likenesses().stream().map(Likeness::rank).toList();
  }

  Listing run(Connection connection) throws SQLException {
    if (!ranks.isEmpty()) {
      return alike(connection);
    }
    Way few = new Way(search.conditions(), List.of());
    long count = count(connection, few, SORTED_MAX);
    return listing(count, nothing(count) ? List.of()
        : count < SORTED_MAX ? sorted(connection, few) : newest(connection, new Way(List.of(), search.conditions())));
  }

  private Listing alike(Connection connection) throws SQLException {
    Optional<Way> frequent = frequent(connection);
    Way way = frequent.isPresent() ? frequent.get() : rare(connection);
    long count = count(connection, way, Listing.COUNT_MAX);
    return listing(count, nothing(count) ? List.of() : sorted(connection, way));
  }

  /** Where the newest files alone have the text often enough. */
  private Optional<Way> frequent(Connection connection) throws SQLException {
    Optional<Instant> since = Sql.first(connection,
        "SELECT created_at FROM vod_file WHERE sub_app_id = ? ORDER BY created_at DESC, file_id DESC LIMIT 1 OFFSET " + SORTED_MAX,
        row -> Sql.instant(row, "created_at"), search.subAppId());
    if (since.isEmpty()) {
      return Optional.empty();
    }
    List<Condition> tests = new ArrayList<>(search.conditions());
    search.likenesses().forEach(likeness -> tests.add(likeness.like()));
    Way way = new Way(List.of(Condition.created(since.get(), null)), tests);
    return count(connection, way, Listing.COUNT_MAX) == Listing.COUNT_MAX ? Optional.of(way) : Optional.empty();
  }

  /** From the index of texts, unless what else is known of the files leaves few enough to look at each. */
  private Way rare(Connection connection) throws SQLException {
    boolean alone = search.conditions().isEmpty();
    if (!alone && count(connection, new Way(search.conditions(), List.of()), SORTED_MAX) < SORTED_MAX) {
      return new Way(search.conditions(), search.likenesses().stream().map(Likeness::like).toList());
    }
    int newestMax = alone && search.likenesses().size() == 1 ? SORTED_MAX : 0;
    return new Way(search.likenesses().stream().map(likeness -> likeness.condition(search.subAppId(), newestMax)).toList(),
        search.conditions());
  }

  private boolean nothing(long count) {
    return search.page().offset() >= count;
  }

  private static Listing listing(long count, List<RecordedFile> files) {
    return new Listing(files, (int) Math.min(count, Listing.COUNT_MAX));
  }

  private long count(Connection connection, Way way, int max) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM (SELECT 1 FROM vod_file WHERE " + way.where() + " LIMIT " + max + ") counted",
        way.arguments(search.subAppId()).toArray());
  }

  private List<RecordedFile> sorted(Connection connection, Way way) throws SQLException {
    List<Object> arguments = way.arguments(search.subAppId());
    ranks.forEach(rank -> arguments.addAll(rank.arguments()));
    String columns = ranks.isEmpty() ? "file_id, created_at" : "file_id, created_at, name, description";
    return page(connection, "SELECT file_id FROM (SELECT " + columns + " FROM vod_file WHERE " + way.where() + " LIMIT " + SORTED_MAX
        + ") found ORDER BY " + ranks.stream().map(rank -> rank.sql() + ", ").collect(Collectors.joining()) + order(), arguments);
  }

  private List<RecordedFile> newest(Connection connection, Way way) throws SQLException {
    return page(connection, "SELECT file_id FROM vod_file WHERE " + way.where() + " ORDER BY " + order(),
        way.arguments(search.subAppId()));
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

  private String order() {
    return search.oldestFirst() ? "created_at, file_id" : "created_at DESC, file_id DESC";
  }
}
