package io.livetape.console.live;

import io.livetape.api.ForbiddenStreams;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.db.Database;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.StreamKey;
import io.livetape.play.LivePictures;
import io.livetape.record.GrowingHls;
import io.livetape.record.RecordPlan;
import io.livetape.record.Recorder;
import io.livetape.record.Timeline;
import io.livetape.record.TimelineEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The streams that are live, with more than the cloud API tells of them. */
public final class LiveActions {
  /** Entries of a stream's timeline that are shown. */
  private static final int HAPPENED_MAX = 200;

  private static final Duration PREVIEW_VALIDITY = Duration.ofHours(12);

  private final Database database;
  private final LiveStreams streams;
  private final Recorder recorder;
  private final ForbiddenStreams forbidden;
  private final LiveRates rates;
  private final PlayAddresses addresses;
  private final LivePictures pictures;
  private final InstantSource clock;

  public LiveActions(Database database, LiveStreams streams, Recorder recorder, ForbiddenStreams forbidden, LiveRates rates,
      PlayAddresses addresses, LivePictures pictures, InstantSource clock) {
    this.database = database;
    this.streams = streams;
    this.recorder = recorder;
    this.forbidden = forbidden;
    this.rates = rates;
    this.addresses = addresses;
    this.pictures = pictures;
    this.clock = clock;
  }

  public List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeStreams", "Lists the streams that are live, a page at a time.", Search.class, Found.class, this::search),
        new Action<>("DescribeStream", "Tells how a stream does that is live.", Name.class, Detail.class, this::detail),
        new Action<>("DescribeForbiddenStreams", "Lists the streams that may not be pushed.", None.class, Forbidden.class,
            _ -> forbidden()));
  }

  /** Nothing to say. */
  record None() {}

  /**
   * What is looked for.
   *
   * @param text in the application or the stream's name
   * @param playHost by which the asking browser reaches this server
   */
  record Search(
      @Default("") @Size(max = 1024) String text,
      @Default("") @Size(max = 256) String playHost,
      @Default("StartedAt") @OneOf({"StreamName", "StartedAt", "BitsPerSecond", "Viewers"}) String sort,
      @Default("false") Boolean descending,
      @Default("1") @Between(min = 1, max = 100_000) Long pageNum,
      @Default("50") @Between(min = 1, max = 200) Long pageSize) {}

  /** @param pictures whether streams have pictures at this server */
  record Found(long totalCount, boolean pictures, List<StreamRow> streams) {}

  /** A stream with what it is sorted by, which must not change meanwhile. */
  private record Measured(LiveStream stream, RateRing.Rates rates, long viewers) {}

  private Found search(Search request) {
    String text = request.text.toLowerCase(Locale.ROOT);
    List<Measured> found = streams.all().stream()
        .filter(stream -> stream.key().toString().toLowerCase(Locale.ROOT).contains(text))
        .map(stream -> new Measured(stream, rates.newest(stream), stream.liveReaderCount())).toList();
    Comparator<Measured> order = order(request.sort);
    return new Found(found.size(), pictures.on(), found.stream()
        .sorted((request.descending ? order.reversed() : order).thenComparing(each -> each.stream.push().sequence()))
        .skip((request.pageNum - 1) * request.pageSize).limit(request.pageSize).map(each -> row(each.stream, request.playHost)).toList());
  }

  private static Comparator<Measured> order(String sort) {
    return switch (sort) {
      case "StreamName" -> Comparator.comparing((Measured each) -> each.stream.key().name())
          .thenComparing(each -> each.stream.key().app());
      case "BitsPerSecond" -> Comparator.comparingLong(each -> each.rates.bitsPerSecond());
      case "Viewers" -> Comparator.comparingLong(Measured::viewers);
      default -> Comparator.comparing(each -> each.stream.push().startedAt());
    };
  }

  private StreamRow row(LiveStream stream, String host) {
    // By the picture's own time, so that its address stays the same as long as the picture.
    String picture = pictures.newest(stream)
        .map(newest -> addresses.picture(stream.key(), newest.takenAt(), host, newest.takenAt().plus(PREVIEW_VALIDITY))).orElse("");
    return StreamRow.of(
        stream, rates.newest(stream), recorder.plans(stream).stream().map(LiveActions::recording).toList(), picture);
  }

  private static StreamRow.RecordingRow recording(RecordPlan plan) {
    return new StreamRow.RecordingRow(plan.taskId(), plan.formats().stream().map(format -> format.label()).sorted().toList());
  }

  /** @param playHost by which the asking browser reaches this server */
  record Name(@Required String appName, @Required String streamName, @Default("") @Size(max = 256) String playHost) {}

  /**
   * How it does.
   *
   * @param state {@code live}, {@code forbidden} or {@code idle}
   * @param stream null while it is not live, as {@code lastMinutes}
   * @param hls where its recording can be watched while it grows; empty when none is made
   * @param playQuery what addresses to watch it live need behind the question mark; empty when they need nothing
   * @param hlsQuery the same for its recording
   * @param happened since the push began, the newest first
   */
  record Detail(
      String state, StreamRow stream, RateRing.Columns lastMinutes, boolean hls, String playQuery, String hlsQuery,
      List<Happened> happened) {}

  /** @param at milliseconds since the epoch */
  record Happened(long at, String kind, long count, long ms) {}

  private Detail detail(Name request) throws SQLException {
    StreamKey key = StreamNames.key(request.appName, request.streamName);
    Optional<LiveStream> stream = streams.find(key);
    if (stream.isEmpty()) {
      boolean refused = forbidden.all().keySet().stream()
          .anyMatch(name -> name.app().equals(request.appName) && name.stream().equals(request.streamName));
      return new Detail(refused ? "forbidden" : "idle", null, null, false, "", "", List.of());
    }
    Instant until = clock.instant().plus(PREVIEW_VALIDITY);
    return new Detail("live", row(stream.get(), request.playHost), rates.lastMinutes(stream.get()).orElse(null),
        recorder.growing(key).map(GrowingHls::waitsUntil).filter(Optional::isEmpty).isPresent(),
        addresses.liveQuery(key, request.playHost, until), addresses.recordedQuery(key, request.playHost, until),
        happened(stream.get()));
  }

  private List<Happened> happened(LiveStream stream) throws SQLException {
    List<TimelineEntry> entries = database.readNow(connection -> Timeline.of(
        connection, stream.key(), stream.push().startedAt(), clock.instant().plusSeconds(1), HAPPENED_MAX));
    return entries.reversed().stream().filter(entry -> entry.pushSequence().equals(stream.push().sequence()))
        .map(entry -> new Happened(entry.at().toEpochMilli(), entry.kind().name(), entry.count(), entry.ms())).toList();
  }

  record Forbidden(List<ForbiddenRow> streams) {}

  /**
   * A stream that is refused.
   *
   * @param domainName empty for hosts that are no domains of their own
   * @param resumesAt milliseconds since the epoch
   * @param reason that somebody has given, or empty
   */
  record ForbiddenRow(String domainName, String appName, String streamName, long resumesAt, String reason) {}

  private Forbidden forbidden() throws SQLException {
    Map<ForbiddenStreams.Name, String> reasons = database.readNow(ForbiddenStreams::reasons);
    Instant now = clock.instant();
    return new Forbidden(forbidden.all().entrySet().stream().filter(entry -> entry.getValue().isAfter(now))
        .map(entry -> new ForbiddenRow(
            entry.getKey().realm(), entry.getKey().app(), entry.getKey().stream(), entry.getValue().toEpochMilli(),
            reasons.getOrDefault(entry.getKey(), "")))
        .sorted(Comparator.comparing(ForbiddenRow::streamName).thenComparing(ForbiddenRow::appName)).toList());
  }
}
