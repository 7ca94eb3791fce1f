package io.livetape.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.app.api.Calls;
import io.livetape.media.FileFormat;
import io.livetape.record.TimelineEntry;
import io.livetape.record.TimelineKind;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.PacketHashes;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A server with pushes in real time, a live viewer of each, and receivers of all events, while something is wrong for a while. Every push
 * sends the same. One thread.
 */
final class DiskScene implements AutoCloseable {
  /** How long a viewer may be kept waiting on a machine that does other things too. */
  private static final long WAITED_MAX_MS = 1_500;

  /** A viewer comes when the push has begun already, and then waits for a key frame. */
  private static final long JOIN_MAX_MS = 1_200;

  final LivetapeServer server;
  final CallbackReceiver receiver = CallbackReceiver.start();
  final CallbackReceiver statuses = CallbackReceiver.start();
  private final Source source;
  private final int lengthMs;
  private final List<LivePush> pushes = new ArrayList<>();
  private final Map<String, FlvWatch> viewers = new HashMap<>();
  private final long zeroNanos;

  /** @param start of a server with these settings @param lengthMs of what is pushed */
  DiskScene(Source source, int lengthMs, Function<String[], LivetapeServer> start, String... settings) {
    this.source = source;
    this.lengthMs = lengthMs;
    server = start.apply(Stream.concat(Stream.of("push.auth=false", "recording.segment-target=1", "recording.sync-interval=1",
        "disk.warn-free-bytes=2097152", "disk.stop-free-bytes=1048576", "callback.retry-interval=1", "callback.url=" + receiver.url()),
        Stream.of(settings)).toArray(String[]::new));
    Calls calls = calls();
    long template = calls.call("CreateLiveCallbackTemplate", ("{\"TemplateName\":\"faults\",\"RecordStatusNotifyUrl\":\"%1$s\","
        + "\"RecordExceptionNotifyUrl\":\"%1$s\",\"RecordNotifyUrl\":\"%2$s\",\"StreamBeginNotifyUrl\":\"%2$s\","
        + "\"StreamEndNotifyUrl\":\"%2$s\"}").formatted(statuses.url(), receiver.url())).path("TemplateId").asLong();
    calls.call("CreateLiveCallbackRule", "{\"DomainName\":\"127.0.0.1\",\"AppName\":\"live\",\"TemplateId\":" + template + "}");
    zeroNanos = System.nanoTime();
  }

  Calls calls() {
    return new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01");
  }

  /** Begins a push, recorded in these formats, and a live viewer of it. */
  void push(String stream, FileFormat... formats) {
    long sinceMs = (System.nanoTime() - zeroNanos) / 1_000_000;
    Set<FileFormat> wanted = formats.length == 0 ? EnumSet.noneOf(FileFormat.class) : EnumSet.copyOf(List.of(formats));
    PushPlan plan = new PushPlan(stream, wanted, PushPlan.Content.PICTURE_AND_SOUND, PushPlan.Encoder.OURS, false, (int) sinceMs, lengthMs);
    LivePush push = LivePush.begin(plan, source, server.unsignedUrl(stream, formats.length == 0 ? "" : plan.recordParameter()), zeroNanos);
    pushes.add(push);
    awaitSent(push, 1);
    viewers.put(stream, FlvWatch.begin(server.http("/live/live/" + stream + ".flv")));
  }

  /** Waits until the newest push has sent so much, and answers how much that is now. */
  long awaitSent(long ms) {
    awaitSent(pushes.getLast(), ms);
    return sentMs(pushes.getLast());
  }

  private void awaitSent(LivePush push, long ms) {
    Awaitility.await("a push of " + ms + " ms").atMost(Duration.ofMillis(ms).plus(LivetapeServer.PATIENCE))
        .pollInterval(Duration.ofMillis(10)).until(() -> push.sentCounts().containsKey("video") && sentMs(push) >= ms);
  }

  private long sentMs(LivePush push) {
    return source.timestampMs("audio", push.sentCounts().getOrDefault("audio", 0));
  }

  /** Waits until the first push has sent so much, in its own time. */
  long awaitFirstSent(long ms) {
    awaitSent(pushes.getFirst(), ms);
    return sentMs(pushes.getFirst());
  }

  /** Waits until every push has sent everything, and checks that none was held up, nor any viewer. */
  void awaitPushes() throws InterruptedException {
    for (LivePush push : pushes) {
      push.awaitEnd(Duration.ofMillis(lengthMs).plus(LivetapeServer.PATIENCE));
      assertThat(push.endedBefore(Long.MAX_VALUE)).as(push.plan().stream() + " has sent everything").isTrue();
      FlvWatch viewer = viewers.get(push.plan().stream());
      viewer.awaitEnd();
      for (String type : List.of("video", "audio")) {
        List<Source.Packet> sent = sent(type);
        List<Holes.Span> holes = Holes.of(viewer.packets(type), sent).spans();
        assertThat(holes.stream().filter(hole -> hole.fromMs() > JOIN_MAX_MS))
            .as("what the viewer of %s misses", push.plan().stream()).isEmpty();
        assertThat(viewer.packets(type).getLast()).isEqualTo(sent.getLast().hash());
      }
      assertThat(viewer.waitedMaxMs()).as("the viewer of %s was kept waiting, ms", push.plan().stream()).isLessThan(WAITED_MAX_MS);
    }
  }

  private List<Source.Packet> sent(String type) {
    return source.packets().get(type).stream().filter(packet -> packet.timestampMs() < lengthMs).toList();
  }

  /** Waits until everything has landed and is told; each file once, and what is in the store is in the catalogue. */
  void awaitLanded() {
    Aftermath left = new Aftermath(server, receiver, source);
    left.await();
    left.checkStore();
    assertThat(left.checkAnnounced()).as("files that were announced more than once").isZero();
    assertThat(receiver.events(1)).hasSameSizeAs(pushes);
    assertThat(receiver.events(0)).hasSameSizeAs(pushes);
  }

  /** What of the pushes is missing in the files of a stream and format, all of which are right. */
  Map<String, List<Holes.Span>> holes(String stream, FileFormat format) throws IOException {
    PacketHashes all = new PacketHashes(Map.of());
    for (RecordedFile file : server.data().files(stream, format)) {
      if (format == FileFormat.MP4) {
        assertThat(FilePackets.boxes(server.data().path(file))).containsExactly("ftyp", "mdat", "moov");
      }
      all = all.then(FilePackets.of(format, format == FileFormat.HLS ? server.url(file) : server.data().path(file)));
    }
    Map<String, List<Holes.Span>> holes = new HashMap<>();
    for (String type : format == FileFormat.AAC ? List.of("audio") : List.of("audio", "video")) {
      holes.put(type, Holes.of(all.byType().getOrDefault(type, List.of()), sent(type)).spans());
    }
    return holes;
  }

  /** Nothing is missing in any format. */
  void checkWhole(String stream, FileFormat... formats) throws IOException {
    for (FileFormat format : formats) {
      holes(stream, format).forEach((type, holes) -> assertThat(holes).as("%s missing in %s of %s", type, format, stream).isEmpty());
    }
  }

  /** In every format one hole is there, and it lies between these times. */
  void checkOneHole(String stream, long fromMs, long toMs, FileFormat... formats) throws IOException {
    for (FileFormat format : formats) {
      holes(stream, format).forEach((type, holes) -> assertThat(holes).as("%s missing in %s of %s", type, format, stream).singleElement()
          .satisfies(hole -> {
            assertThat(hole.fromMs()).isGreaterThanOrEqualTo(fromMs);
            assertThat(hole.toMs()).isLessThanOrEqualTo(toMs);
          }));
    }
  }

  /** The entries of one kind in a stream's timeline. */
  List<TimelineEntry> timeline(String stream, TimelineKind kind) {
    return server.data().timeline(stream).stream().filter(entry -> entry.kind() == kind).toList();
  }

  /** What receivers were told of how a stream's recording goes, in one format. */
  List<String> statuses(String stream, int format) {
    return statuses.events(332).stream().filter(event -> event.path("stream_id").asText().equals(stream))
        .filter(event -> event.path("record_detail").asText().contains("\"file_format\":" + format))
        .map(event -> event.path("record_event").asText()).toList();
  }

  /** The types of the exceptions that receivers were told of a stream. */
  List<Integer> exceptions(String stream) {
    return statuses.events(341).stream().filter(event -> event.path("stream_id").asText().equals(stream))
        .flatMap(event -> event.path("exception").valueStream()).map(JsonNode.class::cast).map(one -> one.path("type").asInt()).distinct()
        .sorted().toList();
  }

  @Override
  public void close() {
    server.close();
    receiver.close();
    statuses.close();
  }
}
