package io.livetape.console;

import io.livetape.api.PushHistory;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.console.live.StreamNames;
import io.livetape.console.overview.Sources;
import io.livetape.console.timeline.Mark;
import io.livetape.console.timeline.Span;
import io.livetape.console.timeline.StreamDay;
import io.livetape.db.Database;
import io.livetape.live.LiveStream;
import io.livetape.live.Push;
import io.livetape.live.StreamKey;
import io.livetape.record.Timeline;
import io.livetape.record.TimelineEntry;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Page;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.RecordedStreams;
import io.livetape.vod.TimeWindow;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the page Timeline asks for: which streams there are, and a day of one. */
final class TimelineActions {
  /** A day of pushes that break off every minute. */
  static final int ROWS_MAX = 1500;
  static final int STREAMS_MAX = 100;

  /** Recordings that began so long before a day, or end so long after it, are still known by their whole span. */
  private static final Duration AROUND = Duration.ofDays(2);

  private final Database database;
  private final Sources sources;
  private final Catalogue catalogue;
  private final ZoneId zone;
  private final InstantSource clock;

  /** @param zone in which days begin */
  TimelineActions(Database database, Sources sources, Catalogue catalogue, ZoneId zone, InstantSource clock) {
    this.database = database;
    this.sources = sources;
    this.catalogue = catalogue;
    this.zone = zone;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeTimelineStreams", "Streams that are live or were recorded.", Search.class, Found.class, this::search),
        new Action<>("DescribeTimeline", "What happened to a stream on one day.", Which.class, Day.class, this::day));
  }

  record Search(
      @Default("") @Size(max = 1024) @About("A part of the name; of very many streams: the application, a slash, and how it begins.")
          String text) {}

  /** @param recordedAt milliseconds; null where nothing was recorded yet */
  record Stream(String appName, String streamName, boolean live, Long recordedAt) {}

  /** @param more whether there are others */
  record Found(List<Stream> streams, boolean more) {}

  private Found search(Search search) throws SQLException {
    RecordedStreams.Found recorded = database.readNow(connection -> RecordedStreams.search(connection, search.text, STREAMS_MAX));
    Map<StreamKey, Stream> found = new LinkedHashMap<>();
    for (LiveStream live : sources.streams().all()) {
      StreamKey key = live.key();
      if (key.toString().contains(search.text) && found.size() < STREAMS_MAX) {
        found.put(key, new Stream(key.app(), key.name(), true, null));
      }
    }
    for (RecordedStreams.Stream each : recorded.streams()) {
      if (!StreamKey.legal(each.app()) || !StreamKey.legal(each.stream())) {
        continue; // Not of a push: there is no timeline of it.
      }
      StreamKey key = new StreamKey(each.app(), each.stream());
      found.compute(key, (_, live) -> new Stream(each.app(), each.stream(), live != null, each.endedAt().toEpochMilli()));
    }
    return new Found(List.copyOf(found.values()), recorded.more());
  }

  record Which(
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String appName,
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String streamName,
      @Default("") @About("As 2026-01-31, in the server's time zone; today where it is left out.") String day) {}

  record Piece(long from, long to) {
    static Piece of(Span span) {
      return new Piece(span.from().toEpochMilli(), span.to().toEpochMilli());
    }
  }

  record Moment(long at, String kind, long count, long ms, String fileId) {
    static Moment of(Mark mark) {
      return new Moment(
          mark.at().toEpochMilli(), mark.kind(), mark.count(), mark.ms(), mark.fileId() == 0 ? "" : Long.toString(mark.fileId()));
    }
  }

  /**
   * A day. Times are milliseconds since 1970.
   *
   * @param recordings whether files are being made of it now
   * @param truncated whether more happened than is told
   */
  record Day(
      String day, long from, long to, long now, boolean live, boolean recording, List<Piece> liveSpans, List<Piece> recordedSpans,
      List<Moment> marks, boolean truncated) {}

  private Day day(Which which) throws SQLException {
    StreamKey key = StreamNames.key(which.appName, which.streamName);
    Instant now = clock.instant();
    LocalDate date = which.day.isEmpty() ? now.atZone(zone).toLocalDate() : date(which.day);
    Span day = new Span(date.atStartOfDay(zone).toInstant(), date.plusDays(1).atStartOfDay(zone).toInstant());
    Optional<LiveStream> live = sources.streams().find(key);
    boolean recording = live.filter(sources.recorder().recorded()::contains).isPresent();
    List<RecordedFile> files = catalogue.listByStream(key.app(), key.name(), new TimeWindow(day.from(), day.to()),
        Catalogue.Order.OLDEST_FIRST, Page.first(ROWS_MAX)).files();
    Told told = told(key, day);
    StreamDay.Known known = new StreamDay.Known(
        day, now, pushes(told.pushes, live.map(LiveStream::push), now), live.map(LiveStream::push).filter(_ -> recording), told.limits,
        told.entries, files.stream().filter(file -> !file.expiredAt(now)).toList());
    StreamDay made = StreamDay.of(known);
    boolean truncated = told.full() || files.size() == ROWS_MAX;
    return new Day(date.toString(), day.from().toEpochMilli(), day.to().toEpochMilli(), now.toEpochMilli(), live.isPresent(), recording,
        made.live().stream().map(Piece::of).toList(), made.recorded().stream().map(Piece::of).toList(),
        made.marks().stream().map(Moment::of).toList(), truncated);
  }

  /** What the database tells of a day, and of recordings around it. */
  private record Told(List<PushHistory.Ended> pushes, List<TimelineEntry> limits, List<TimelineEntry> entries) {
    boolean full() {
      return pushes.size() == ROWS_MAX || limits.size() == ROWS_MAX || entries.size() == ROWS_MAX;
    }
  }

  private Told told(StreamKey key, Span day) throws SQLException {
    Instant before = day.from().minus(AROUND);
    Instant after = day.to().plus(AROUND);
    return database.readNow(connection -> new Told(
        PushHistory.list(connection, new PushHistory.Search(before, after, "", key.app(), key.name(), true), ROWS_MAX),
        Timeline.limits(connection, key, before, after, ROWS_MAX), Timeline.of(connection, key, day.from(), day.to(), ROWS_MAX)));
  }

  private static List<Span> pushes(List<PushHistory.Ended> ended, Optional<Push> running, Instant now) {
    List<Span> pushes = new ArrayList<>();
    ended.forEach(push -> pushes.add(new Span(push.startedAt(), push.endedAt())));
    running.ifPresent(push -> pushes.add(new Span(push.startedAt(), now)));
    return pushes.stream().sorted().toList();
  }

  private static LocalDate date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= 1970 && date.getYear() <= 9998) {
        return date;
      }
    } catch (DateTimeException _) {
      // Said below.
    }
    throw new ApiException("InvalidParameterValue.Day", "`Day` must be a date such as 2026-01-31, from 1970 to 9998.");
  }
}
