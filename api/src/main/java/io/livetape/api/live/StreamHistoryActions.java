package io.livetape.api.live;

import io.livetape.api.PushHistory;
import io.livetape.api.PushHistory.Ended;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.db.Database;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.Push;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pushes of the last months (contract 3.5). */
final class StreamHistoryActions {
  private static final Duration SPAN_MAX = Duration.ofDays(31);
  private static final Duration BACK_MAX = Duration.ofDays(62);

  /** More than can be paged through. */
  private static final int FOUND_MAX = 10_000;

  private final Database database;
  private final LiveStreams streams;
  private final InstantSource clock;

  StreamHistoryActions(Database database, LiveStreams streams, InstantSource clock) {
    this.database = database;
    this.streams = streams;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeLiveStreamPublishedList", "Lists pushes that have ended.", Published.class, PublishedList.class,
            this::published),
        new Action<>("DescribeLiveStreamEventList", "Lists pushes, those that run too.", Events.class, EventList.class, this::events));
  }

  /** One push; without an end while it runs. */
  record StreamEventInfo(
      String appName, String domainName, String streamName, String streamStartTime, String streamEndTime, String stopReason, long duration,
      String clientIp, String resolution) {

    static StreamEventInfo of(Ended push) {
      return new StreamEventInfo(push.app(), push.domain(), push.stream(), IsoTime.text(push.startedAt()), IsoTime.text(push.endedAt()),
          push.reason(), Math.max(0, Duration.between(push.startedAt(), push.endedAt()).toSeconds()), push.userIp(),
          push.width() == 0 ? "" : push.width() + "x" + push.height());
    }

    static StreamEventInfo of(LiveStream stream, Instant now) {
      Push push = stream.push();
      return new StreamEventInfo(push.stream().app(), push.domain(), push.stream().name(), IsoTime.text(push.startedAt()), "", "",
          Math.max(0, Duration.between(push.startedAt(), now).toSeconds()), push.userIp(), "");
    }
  }

  record Published(
      @Required String domainName,
      @Required String endTime,
      @Required String startTime,
      @Default("") String appName,
      @Default("1") @Between(min = 1, max = 10_000) Long pageNum,
      @Default("10") @Between(min = 10, max = 100) Long pageSize,
      @Default("") String streamName) {}

  record PublishedList(List<StreamEventInfo> publishInfo, long pageNum, long pageSize, long totalNum, long totalPage) {}

  private PublishedList published(Published request) throws SQLException {
    Instant from = IsoTime.parse("StartTime", request.startTime);
    Instant to = IsoTime.parse("EndTime", request.endTime);
    if (to.isBefore(from) || to.isAfter(from.plus(SPAN_MAX)) || from.isBefore(clock.instant().minus(BACK_MAX))) {
      throw ApiException.invalid("StartTime", "within the last two months, and EndTime after it by at most a month");
    }
    List<StreamEventInfo> found = ended(new PushHistory.Search(from, to, DomainName.of(request.domainName), request.appName,
        request.streamName, false));
    Pages page = new Pages(request.pageNum, request.pageSize, found.size());
    return new PublishedList(page.of(found), page.pageNum(), page.pageSize(), page.totalNum(), page.totalPage());
  }

  record Events(
      @Required String startTime,
      @Required String endTime,
      @Default("") String appName,
      @Default("") String domainName,
      @Default("") String streamName,
      @Default("1") @Between(min = 1, max = 10_000) Long pageNum,
      @Default("10") @Between(min = 1, max = 100) Long pageSize,
      @Default("0") @Between(max = 1) Long isFilter,
      @Default("0") @Between(max = 1) Long isStrict,
      @Default("0") @Between(max = 1) Long isAsc) {}

  record EventList(List<StreamEventInfo> eventList, long pageNum, long pageSize, long totalNum, long totalPage) {}

  private EventList events(Events request) throws SQLException {
    Instant from = IsoTime.parse("StartTime", request.startTime);
    Instant to = IsoTime.parse("EndTime", request.endTime);
    if (to.isBefore(from)) {
      throw ApiException.invalid("EndTime", "after StartTime");
    }
    String domain = request.domainName.isEmpty() ? "" : DomainName.of(request.domainName);
    PushHistory.Search search = new PushHistory.Search(from, to, domain, request.appName, request.streamName, request.isStrict == 1);
    List<StreamEventInfo> found = new ArrayList<>(running(search));
    found.addAll(ended(search));
    List<StreamEventInfo> ordered = request.isAsc == 1 ? found.reversed() : found;
    Pages page = new Pages(request.pageNum, request.pageSize, ordered.size());
    return new EventList(page.of(ordered), page.pageNum(), page.pageSize(), page.totalNum(), page.totalPage());
  }

  private List<StreamEventInfo> ended(PushHistory.Search search) throws SQLException {
    return database.readNow(connection -> PushHistory.list(connection, search, FOUND_MAX)).stream().map(StreamEventInfo::of).toList();
  }

  /** Newest first. */
  private List<StreamEventInfo> running(PushHistory.Search search) {
    return streams.all().stream()
        .filter(stream -> !stream.push().startedAt().isAfter(search.to()))
        .filter(stream -> search.domain().isEmpty() || stream.push().domain().equals(search.domain()))
        .filter(stream -> search.app().isEmpty() || stream.key().app().equals(search.app()))
        .filter(stream -> search.exact() && !search.stream().isEmpty() ? stream.key().name().equals(search.stream())
            : stream.key().name().contains(search.stream()))
        .sorted(Comparator.comparing((LiveStream stream) -> stream.push().startedAt()).reversed())
        .map(stream -> StreamEventInfo.of(stream, clock.instant())).toList();
  }
}
