package io.livetape.vod;

import io.livetape.db.Sql;
import io.livetape.vod.Condition.Index;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One search, on the caller's connection.
 *
 * <p>Where it begins is decided by counting, up to a bound: of what files must have in common, that which the fewest have is looked up in
 * its index, and what is found is sorted. Where all of it is frequent, files are gone through from the newest on until the page is full,
 * unless what is wanted is so rare among the newest that this would take long; then from the newest on that has it. A text is looked up
 * in {@link TextIndex}, unless many of the newest files have it; then the newest that have it are all that is ranked. Where another order
 * than that of time is wanted, all that is found is sorted.
 */
final class SearchRun {
  /** As many as are sorted sooner than the newest are gone through. */
  private static final int SORTED_MAX = 8000;

  /** So many of the newest files are looked at to see how frequent a text is. */
  private static final int SAMPLE = 2000;

  /** One file in so many makes a text a frequent one. */
  private static final int FREQUENT = 4;

  /** A bound that bounds nothing keeps the planner from looking at an inner and an outer query as one. */
  private static final String ALL = " LIMIT 2147483647";

  /** More files are not gone through for a page. */
  private static final long WALK_MAX = 100_000;

  private static final String NEWEST_FIRST = "created_at DESC, file_id DESC";

  private final Search search;
  private final long walkMax;
  private final List<Likeness.Rank> ranks;
  private final List<Condition> likes;

  SearchRun(Search search) {
    this(search, WALK_MAX);
  }

  /** @param walkMax more files are not gone through for a page */
  SearchRun(Search search, long walkMax) {
    this.search = search;
    this.walkMax = walkMax;
    ranks = search.likenesses().stream().map(Likeness::rank).toList();
    likes = search.likenesses().stream().map(Likeness::like).toList();
  }

  Listing run(Connection connection) throws SQLException {
    Optional<Condition> rarest = rarest(connection);
    return ranks.isEmpty() ? ordered(connection, rarest) : ranked(connection, rarest);
  }

  private Listing ordered(Connection connection, Optional<Condition> rarest) throws SQLException {
    if (!search.order().byTime()) {
      return sorted(connection, rarest.map(start -> Way.from(start, search)).orElseGet(() -> Way.through(search)), ALL);
    }
    Optional<Condition> inOrder = rarest.or(() -> search.conditions().stream().filter(Condition::inOrder).findFirst())
        .filter(Condition::inOrder);
    if (inOrder.isPresent()) {
      return inOrder(connection, Way.from(inOrder.get(), search));
    }
    if (rarest.isPresent()) {
      return sorted(connection, Way.from(rarest.get(), search), ALL);
    }
    if (walkTakesLong(connection, List.of())) {
      Way way = Way.from(anyIndexed().orElseThrow(), search);
      return way.test().isEmpty() ? old(connection, way) : sorted(connection, way, ALL);
    }
    return inOrder(connection, Way.through(search));
  }

  /**
   * One thing alone, that more files have than are counted, as {@link #rarest} has found, but hardly any of the newest. Files are gone
   * through from the newest on that has it.
   */
  private Listing old(Connection connection, Way way) throws SQLException {
    Condition reached = fromTheFirst(connection, way);
    return walkTakesLong(connection, List.of(reached)) ? picked(connection, way)
        : frequent(connection, "vod_file WHERE ", new Way(search.subAppId(), List.of(reached), way.seek()), "");
  }

  /** The time of the first of these files in the order of the answer, and what comes after it. */
  private Condition fromTheFirst(Connection connection, Way way) throws SQLException {
    boolean oldestFirst = search.order() == FileOrder.OLDEST;
    String first = oldestFirst ? "MIN" : "MAX";
    Instant at = Instant.ofEpochMilli(Sql.number(connection, "SELECT " + first + "(created_at) FROM (SELECT created_at FROM vod_file WHERE "
        + way.where() + ALL + ") found", way.arguments().toArray()));
    return oldestFirst ? Condition.created(at, null) : Condition.created(null, at);
  }

  /** Only the files up to the page's end are kept while the index is gone through, where counting all would keep and sort all. */
  private Listing picked(Connection connection, Way way) throws SQLException {
    return frequent(connection, "(SELECT file_id, created_at FROM vod_file WHERE ", way, ALL + ") found");
  }

  /** A page of more files than are counted. */
  private Listing frequent(Connection connection, String before, Way way, String behind) throws SQLException {
    List<String> ids = page(connection, "SELECT file_id, 0 FROM " + before + way.where() + behind + " ORDER BY " + order(),
        way.arguments(), new long[1]);
    return listing(connection, ids, Listing.COUNT_MAX);
  }

  private Listing ranked(Connection connection, Optional<Condition> rarest) throws SQLException {
    if (rarest.isPresent()) {
      return sorted(connection, Way.from(rarest.get(), search).and(likes), ALL);
    }
    return sample(connection, new Way(search.subAppId(), List.of(), List.of()), likes, NEWEST_FIRST) * FREQUENT >= SAMPLE
        ? sorted(connection, Way.through(search).and(likes), " ORDER BY " + NEWEST_FIRST + " LIMIT " + Listing.COUNT_MAX)
        : sorted(connection, new Way(search.subAppId(), indexed(), search.conditions()), ALL);
  }

  /** Of what is indexed, that which the fewest files have; empty when there is none that only few have. */
  private Optional<Condition> rarest(Connection connection) throws SQLException {
    Condition rarest = null;
    long least = SORTED_MAX;
    for (Condition condition : search.conditions()) {
      if (condition.index() != Index.NONE) {
        long count = count(connection, new Way(search.subAppId(), List.of(condition), List.of()), (int) least);
        rarest = count < least ? condition : rarest;
        least = Math.min(least, count);
      }
    }
    return Optional.ofNullable(rarest);
  }

  /** @param seek where it would begin */
  private boolean walkTakesLong(Connection connection, List<Condition> seek) throws SQLException {
    long wanted = search.page().offset() + search.page().limit();
    return anyIndexed().isPresent() && wanted * SAMPLE > walkMax * sample(connection, new Way(search.subAppId(), seek, List.of()),
        search.conditions(), order());
  }

  private Optional<Condition> anyIndexed() {
    return search.conditions().stream().filter(condition -> condition.index() != Index.NONE).findFirst();
  }

  /** How many of the first files on the way in an order, {@value #SAMPLE} at most, are like this. */
  private static long sample(Connection connection, Way way, List<Condition> conditions, String order) throws SQLException {
    String tests = conditions.stream().map(Condition::test).collect(Collectors.joining(" AND "));
    List<Object> arguments = way.arguments();
    conditions.forEach(condition -> arguments.addAll(condition.arguments()));
    return Sql.number(connection, "SELECT COUNT(*) FROM (SELECT * FROM vod_file WHERE " + way.where() + " ORDER BY " + order + " LIMIT "
        + SAMPLE + ") vod_file WHERE " + tests, arguments.toArray());
  }

  /** When nothing else is wanted, the newest files that have the text are enough. */
  private List<Condition> indexed() {
    int newestMax = search.conditions().isEmpty() && likes.size() == 1 ? SORTED_MAX : 0;
    return search.likenesses().stream().map(likeness -> likeness.indexed(search.subAppId(), newestMax)).toList();
  }

  private long count(Connection connection, Way way, int max) throws SQLException {
    return Sql.number(connection, "SELECT COUNT(*) FROM (SELECT 1 FROM vod_file WHERE " + way.where() + " LIMIT " + max + ") counted",
        way.arguments().toArray());
  }

  /** @param bounds which of the files that are reached are sorted, as an order and a limit */
  private Listing sorted(Connection connection, Way way, String bounds) throws SQLException {
    String columns = ranks.isEmpty() ? "file_id, " + search.order().column() : "file_id, created_at, name, description";
    String found = "(SELECT " + columns + " FROM vod_file WHERE " + way.where() + bounds + ") found";
    List<Object> arguments = way.arguments();
    ranks.forEach(rank -> arguments.addAll(rank.arguments()));
    long[] count = {0};
    List<String> ids = page(connection, "SELECT file_id, COUNT(*) OVER () FROM " + found + " ORDER BY "
        + ranks.stream().map(rank -> rank.sql() + ", ").collect(Collectors.joining()) + order(), arguments, count);
    if (ids.isEmpty() && search.page().offset() > 0) {
      count[0] = count(connection, way, Listing.COUNT_MAX);
    }
    return listing(connection, ids, count[0]);
  }

  /** Reached in the order of the answer, until the page is full. */
  private Listing inOrder(Connection connection, Way way) throws SQLException {
    // One thing alone that more than a few have was counted.
    boolean counted = way.seek().isEmpty() && way.test().size() == 1 && way.test().getFirst().index() != Index.NONE;
    long count = counted ? Listing.COUNT_MAX : count(connection, way, Listing.COUNT_MAX);
    List<String> ids = search.page().offset() >= count ? List.of()
        : page(connection, "SELECT file_id, 0 FROM vod_file WHERE " + way.where() + " ORDER BY " + order(), way.arguments(), new long[1]);
    return listing(connection, ids, count);
  }

  /** @param count takes the second column */
  private List<String> page(Connection connection, String sql, List<Object> arguments, long[] count) throws SQLException {
    arguments.add(search.page().limit());
    arguments.add(search.page().offset());
    return Sql.list(connection, sql + " LIMIT ? OFFSET ?", row -> {
      count[0] = row.getLong(2);
      return row.getString(1);
    }, arguments.toArray());
  }

  private static Listing listing(Connection connection, List<String> ids, long count) throws SQLException {
    List<RecordedFile> files = new ArrayList<>(ids.size());
    for (String id : ids) {
      files.add(Sql.first(connection, "SELECT * FROM vod_file WHERE file_id = ?", row -> FileRows.read(connection, row), id).orElseThrow());
    }
    return new Listing(files, (int) Math.min(count, Listing.COUNT_MAX));
  }

  private String order() {
    return search.order().sql();
  }
}
