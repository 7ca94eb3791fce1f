package io.livetape.vod;

import io.livetape.media.FileFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a file must be like to be found, as SQL in both of the ways that a search may go.
 *
 * @param seek may be answered from an index
 * @param test is asked of one row after the other, never from an index
 * @param arguments of either
 * @param index that a search can begin with
 */
public record Condition(String seek, String test, List<Object> arguments, Index index) {
  /** More values to look for at once are a mistake of the caller. */
  static final int VALUES_MAX = 100_000;

  /** Where a search can begin. */
  enum Index {
    NONE,
    /** One that has the files of each part of the account apart. */
    OF_PART,
    /** As that, and in the order of time. */
    IN_ORDER,
    /** One over all files. */
    OF_ALL
  }

  public Condition {
    if (arguments.size() > VALUES_MAX) {
      throw new IllegalArgumentException(arguments.size() + " values are too many to look for");
    }
    arguments = List.copyOf(arguments);
  }

  public static Condition fileIds(List<String> any) {
    return among(Index.OF_ALL, "file_id", any);
  }

  public static Condition videoIds(List<String> any) {
    return among(Index.OF_ALL, "video_id", any);
  }

  /** Upper and lower case are different. */
  public static Condition namePrefixes(List<String> any) {
    List<String> ranges = new ArrayList<>();
    List<Object> bounds = new ArrayList<>();
    for (String prefix : any) {
      Optional<String> end = new NamePrefix(prefix).end();
      ranges.add(end.isEmpty() ? "name >= ?" : "name >= ? AND name < ?");
      bounds.add(prefix);
      end.ifPresent(bounds::add);
    }
    return plain(Index.OF_PART, "(" + String.join(" OR ", ranges) + ")", bounds);
  }

  /** Whether its index has the files that it is true of in the order of time. */
  boolean inOrder() {
    return index == Index.IN_ORDER;
  }

  /** In one of these classes itself; {@link Classes#below} knows those within a class. */
  public static Condition classes(Collection<Long> any) {
    return among(orderOf(any), "class_id", any);
  }

  public static Condition tags(List<String> any) {
    String marks = marks(any.size());
    return new Condition("file_id IN (SELECT file_id FROM vod_file_tag WHERE tag IN " + marks + ")",
        "EXISTS (SELECT 1 FROM vod_file_tag t WHERE t.file_id = vod_file.file_id AND t.tag IN " + marks + ")", List.copyOf(any),
        Index.OF_ALL);
  }

  public static Condition streams(List<String> any) {
    return among(orderOf(any), "stream", any);
  }

  public static Condition domains(List<String> any) {
    return among(Index.NONE, "domain", any);
  }

  public static Condition apps(List<String> any) {
    return among(Index.NONE, "app", any);
  }

  public static Condition formats(List<FileFormat> any) {
    return among(Index.NONE, "format", any.stream().map(FileFormat::label).toList());
  }

  public static Condition sources(List<Source> any) {
    return among(Index.NONE, "source", any.stream().map(Source::name).toList());
  }

  public static Condition statuses(List<FileStatus> any) {
    return among(Index.NONE, "status", any.stream().map(FileStatus::name).toList());
  }

  public static Condition roomApps(List<Long> any) {
    return among(Index.NONE, "room_app_id", any);
  }

  public static Condition rooms(List<String> any) {
    return among(Index.NONE, "room_id", any);
  }

  public static Condition withPictures(boolean wanted) {
    return plain(wanted ? "video_codec <> ''" : "video_codec = ''", List.of());
  }

  /** Came into the catalogue then; both ends are included, and null leaves an end open. The order of a search follows it. */
  public static Condition created(Instant from, Instant to) {
    Condition range = range("created_at", from, to);
    return new Condition(range.seek, range.seek, range.arguments, Index.OF_PART);
  }

  /** Goes then, as {@link #created}. Files that never go are in no range that ends. */
  public static Condition expires(Instant from, Instant to) {
    return to == null ? plain("(expires_at IS NULL OR expires_at >= ?)", List.of(from.toEpochMilli())) : range("expires_at", from, to);
  }

  /** Takes so many bytes; both ends are included, and null leaves an end open. */
  public static Condition sizes(Long minBytes, Long maxBytes) {
    return between("size_bytes", minBytes, maxBytes);
  }

  /** What no file is like. */
  public static Condition never() {
    return plain("1 = 0", List.of());
  }

  private static Condition range(String column, Instant from, Instant to) {
    return between(column, from == null ? null : from.toEpochMilli(), to == null ? null : to.toEpochMilli());
  }

  private static Condition between(String column, Long from, Long to) {
    List<String> bounds = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (from != null) {
      bounds.add(column + " >= ?");
      values.add(from);
    }
    if (to != null) {
      bounds.add(column + " <= ?");
      values.add(to);
    }
    return plain(bounds.isEmpty() ? "1 = 1" : String.join(" AND ", bounds), values);
  }

  /** Files of one value lie in order; those of several do not. */
  private static Index orderOf(Collection<?> values) {
    return values.size() == 1 ? Index.IN_ORDER : Index.OF_PART;
  }

  private static Condition among(Index index, String column, Collection<?> values) {
    return values.isEmpty() ? never() : plain(index, column + " IN " + marks(values.size()), List.copyOf(values));
  }

  /** No planner looks for an index inside of a CASE. */
  private static Condition plain(Index index, String sql, List<Object> arguments) {
    return new Condition(sql, "CASE WHEN " + sql + " THEN 1 ELSE 0 END = 1", arguments, index);
  }

  static Condition plain(String sql, List<Object> arguments) {
    return plain(Index.NONE, sql, arguments);
  }

  private static String marks(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }
}
