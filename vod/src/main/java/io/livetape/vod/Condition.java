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
 * @param seek may be answered from an index, so that a search begins with it
 * @param test is asked of one row after the other, never from an index
 * @param arguments of either
 */
public record Condition(String seek, String test, List<Object> arguments) {
  /** The least of values to look for at once; more are a mistake of the caller. */
  static final int VALUES_MAX = 1000;

  public Condition {
    if (arguments.size() > VALUES_MAX) {
      throw new IllegalArgumentException(arguments.size() + " values are too many to look for");
    }
    arguments = List.copyOf(arguments);
  }

  public static Condition fileIds(List<String> any) {
    return among("file_id", any);
  }

  public static Condition videoIds(List<String> any) {
    return among("video_id", any);
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
    return plain("(" + String.join(" OR ", ranges) + ")", bounds);
  }

  /** In one of these classes itself; {@link Classes#below} knows those within a class. */
  public static Condition classes(Collection<Long> any) {
    return among("class_id", any);
  }

  public static Condition tags(List<String> any) {
    String marks = marks(any.size());
    return new Condition("file_id IN (SELECT file_id FROM vod_file_tag WHERE tag IN " + marks + ")",
        "EXISTS (SELECT 1 FROM vod_file_tag t WHERE t.file_id = vod_file.file_id AND t.tag IN " + marks + ")", List.copyOf(any));
  }

  public static Condition streams(List<String> any) {
    return among("stream", any);
  }

  public static Condition domains(List<String> any) {
    return among("domain", any);
  }

  public static Condition apps(List<String> any) {
    return among("app", any);
  }

  public static Condition formats(List<FileFormat> any) {
    return among("format", any.stream().map(FileFormat::label).toList());
  }

  public static Condition sources(List<Source> any) {
    return among("source", any.stream().map(Source::name).toList());
  }

  public static Condition statuses(List<FileStatus> any) {
    return among("status", any.stream().map(FileStatus::name).toList());
  }

  public static Condition roomApps(List<Long> any) {
    return among("room_app_id", any);
  }

  public static Condition rooms(List<String> any) {
    return among("room_id", any);
  }

  public static Condition withPictures(boolean wanted) {
    return plain(wanted ? "video_codec <> ''" : "video_codec = ''", List.of());
  }

  /** Came into the catalogue then; both ends are included, and null leaves an end open. The order of a search follows it. */
  public static Condition created(Instant from, Instant to) {
    Condition range = range("created_at", from, to);
    return new Condition(range.seek, range.seek, range.arguments);
  }

  /** Goes then, as {@link #created}. Files that never go are in no range that ends. */
  public static Condition expires(Instant from, Instant to) {
    return to == null ? plain("(expires_at IS NULL OR expires_at >= ?)", List.of(from.toEpochMilli())) : range("expires_at", from, to);
  }

  /** What no file is like. */
  public static Condition never() {
    return plain("1 = 0", List.of());
  }

  private static Condition range(String column, Instant from, Instant to) {
    List<String> bounds = new ArrayList<>();
    List<Object> times = new ArrayList<>();
    if (from != null) {
      bounds.add(column + " >= ?");
      times.add(from.toEpochMilli());
    }
    if (to != null) {
      bounds.add(column + " <= ?");
      times.add(to.toEpochMilli());
    }
    return plain(bounds.isEmpty() ? "1 = 1" : String.join(" AND ", bounds), times);
  }

  private static Condition among(String column, Collection<?> values) {
    return values.isEmpty() ? never() : plain(column + " IN " + marks(values.size()), List.copyOf(values));
  }

  /** No planner looks for an index inside of a CASE. */
  static Condition plain(String sql, List<Object> arguments) {
    return new Condition(sql, "CASE WHEN " + sql + " THEN 1 ELSE 0 END = 1", arguments);
  }

  private static String marks(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }
}
