package io.livetape.api.live;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.live.LiveStream;
import io.livetape.live.LiveStreams;
import io.livetape.live.Push;
import io.livetape.media.Format;
import io.livetape.media.Track;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The streams that are live now (contract 3.5). */
final class StreamListActions {
  private final LiveStreams streams;
  private final String serverIp;
  private final InstantSource clock;

  /** @param serverIp this machine's address */
  StreamListActions(LiveStreams streams, String serverIp, InstantSource clock) {
    this.streams = streams;
    this.serverIp = serverIp;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeLiveStreamOnlineList", "Lists the streams that are live.", Search.class, OnlineList.class, this::onlineList),
        new Action<>("DescribeLiveStreamPushInfoList", "Lists the streams that are live, with their figures.", PushSearch.class,
            PushInfoList.class, this::pushInfoList));
  }

  record Search(
      @Default("") String domainName,
      @Default("") String appName,
      @Default("1") @Between(min = 1, max = Integer.MAX_VALUE) Long pageNum,
      @Default("10") @Between(min = 10, max = 300_000) Long pageSize,
      @Default("") String streamName) {}

  record OnlineList(long totalNum, long totalPage, long pageNum, long pageSize, List<StreamOnlineInfo> onlineInfo) {}

  record StreamOnlineInfo(String streamName, List<PublishTime> publishTimeList, String appName, String domainName, long pushToDelay) {
    static StreamOnlineInfo of(LiveStream stream) {
      Push push = stream.push();
      return new StreamOnlineInfo(push.stream().name(), List.of(new PublishTime(IsoTime.text(push.startedAt()))), push.stream().app(),
          push.domain(), 0);
    }
  }

  record PublishTime(String publishTime) {}

  private OnlineList onlineList(Search request) {
    List<LiveStream> found = find(domain("DomainName", request.domainName), request.appName, request.streamName);
    Pages page = new Pages(request.pageNum, request.pageSize, found.size());
    return new OnlineList(page.totalNum(), page.totalPage(), page.pageNum(), page.pageSize(),
        page.of(found).stream().map(StreamOnlineInfo::of).toList());
  }

  record PushSearch(
      @Default("") String pushDomain,
      @Default("") String appName,
      @Default("1") @Between(min = 1, max = 10_000) Long pageNum,
      @Default("200") @Between(min = 1, max = 100_000) Long pageSize) {}

  record PushInfoList(List<PushDataInfo> dataInfoList, long totalNum, long totalPage, long pageNum, long pageSize) {}

  /** Rates are averages since the push began; what the publisher says of itself is not kept, and 0. */
  record PushDataInfo(
      String streamName, String appName, String clientIp, String serverIp, long videoFps, long videoSpeed, long audioFps, long audioSpeed,
      String pushDomain, String beginPushTime, String acodec, String vcodec, String resolution, long asampleRate, long metaAudioSpeed,
      long metaVideoSpeed, long metaFps) {}

  private PushInfoList pushInfoList(PushSearch request) {
    List<LiveStream> found = find(domain("PushDomain", request.pushDomain), request.appName, "");
    Pages page = new Pages(request.pageNum, request.pageSize, found.size());
    return new PushInfoList(page.of(found).stream().map(this::info).toList(), page.totalNum(), page.totalPage(), page.pageNum(),
        page.pageSize());
  }

  private PushDataInfo info(LiveStream stream) {
    Push push = stream.push();
    Optional<Format.Video> video = stream.tracks().stream().filter(Track::video).map(track -> (Format.Video) track.format()).findFirst();
    Optional<Format.Audio> audio = stream.tracks().stream().filter(Track::audio).map(track -> (Format.Audio) track.format()).findFirst();
    double seconds = Math.max(0.001, Duration.between(push.startedAt(), clock.instant()).toMillis() / 1000.0);
    return new PushDataInfo(push.stream().name(), push.stream().app(), push.userIp(), serverIp,
        Math.round(stream.videoSamples() / seconds), Math.round(8 * stream.videoBytes() / seconds),
        Math.round((stream.receivedSamples() - stream.videoSamples()) / seconds),
        Math.round(8 * (stream.receivedBytes() - stream.videoBytes()) / seconds),
        push.domain(), IsoTime.text(push.startedAt()), audio.map(StreamListActions::name).orElse(""),
        video.map(StreamListActions::name).orElse(""), video.map(size -> size.width() + "x" + size.height()).orElse(""),
        audio.map(format -> (long) format.sampleRate()).orElse(0L), 0, 0, 0);
  }

  private static String name(Format format) {
    return format.name().toUpperCase(Locale.ROOT);
  }

  private static String domain(String parameter, String wanted) {
    return wanted.isEmpty() ? "" : DomainName.of(parameter, wanted);
  }

  /** Empty names stand for any; in a fixed order, so that pages fit together. */
  private List<LiveStream> find(String domain, String app, String stream) {
    return streams.all().stream()
        .filter(each -> domain.isEmpty() || each.push().domain().equals(domain))
        .filter(each -> app.isEmpty() || each.key().app().equals(app))
        .filter(each -> stream.isEmpty() || each.key().name().equals(stream))
        .sorted(Comparator.comparing((LiveStream each) -> each.push().startedAt()).thenComparing(each -> each.push().sequence())).toList();
  }
}
