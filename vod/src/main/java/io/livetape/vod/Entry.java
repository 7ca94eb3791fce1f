package io.livetape.vod;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where a file is filed, and what people have said of it.
 *
 * @param subAppId the part of the account that it belongs to, {@value #MAIN_APP} for the account's own
 * @param classId {@value #NO_CLASS} for none
 * @param sourceContext what whoever made it had to say; empty for a recording, whose push says it
 * @param room null unless it was recorded in one
 * @param tags in the order of their code points
 * @param coverKey the blob of its picture; null when it has none
 * @param updatedAt when people last changed anything of it, in whole milliseconds; null if never
 */
public record Entry(
    long subAppId, long classId, Source source, String sourceContext, String description, Room room, List<String> tags, String coverKey,
    Instant updatedAt) {

  public static final long MAIN_APP = 0;
  public static final long NO_CLASS = 0;

  /** A recording in the account's own part, of which nobody has said anything. */
  public static final Entry RECORDED = recorded(MAIN_APP, NO_CLASS);

  /** A room of an application of rooms. */
  public record Room(long appId, String roomId) {}

  public Entry {
    tags = tags.stream().sorted().toList();
    updatedAt = updatedAt == null ? null : updatedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A recording of which nobody has said anything yet. */
  public static Entry recorded(long subAppId, long classId) {
    return of(Source.RECORD, subAppId, classId, "");
  }

  /** A file of which nobody has said anything yet. */
  public static Entry of(Source source, long subAppId, long classId, String sourceContext) {
    return new Entry(subAppId, classId, source, sourceContext, "", null, List.of(), null, null);
  }
}
