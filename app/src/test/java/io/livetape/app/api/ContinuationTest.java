package io.livetape.app.api;

import static io.livetape.app.api.RecordRuleTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.app.scenario.Encoders;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A publisher who returns within the window goes on with the same HLS file, over restarts and kills. */
@Timeout(120)
class ContinuationTest {
  private static final String SHOW = "{'AppName':'live','DomainName':'127.0.0.1','StreamName':'show'}";
  private static final int LENGTH_SECONDS = 3;
  private static Path clip;

  private final CallbackReceiver receiver = CallbackReceiver.start();
  private LivetapeServer server;

  @BeforeAll
  static void make() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    clip = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(LENGTH_SECONDS)).withFrames(25, Duration.ofSeconds(1), 2));
  }

  @AfterEach
  void close() {
    receiver.close();
    if (server != null) {
      server.close();
    }
  }

  private String[] settings(String formats, int windowSeconds) {
    return new String[] {"recording.formats=" + formats, "recording.continuation=" + windowSeconds, "recording.segment-target=1",
        "callback.url=" + receiver.url()};
  }

  @Test
  void twoPushes_areOneHlsFile_andTwoOfEveryOtherFormat() {
    server = LivetapeServer.start(settings("mp4,hls,flv", 600));
    push(1, 2);
    push(2, 4);
    assertThat(hlsEvents()).as("told of before its end").isEmpty();
    assertThat(server.metric("livetape_record_hls_waiting")).isEqualTo(1);
    assertThat(server.get(server.http("/watch/live/show"))).contains("Interrupted: ").doesNotContain(">Live<");

    call("DropLiveStream", SHOW);
    checkWhole(server.awaitFiles("show", 5), 2);

    JsonNode event = hlsEvent();
    RecordedFile first = server.data().files("show", FileFormat.MP4).getFirst();
    RecordedFile last = server.data().files("show", FileFormat.MP4).getLast();
    assertThat(event.path("duration").asLong()).isEqualTo(2 * LENGTH_SECONDS);
    assertThat(event.path("start_time").asLong()).isEqualTo(first.startedAt().getEpochSecond());
    assertThat(event.path("end_time").asLong() - last.endedAt().getEpochSecond()).isBetween(-1L, 1L);
    assertThat(event.path("stream_param")).as("of the push that began it").isEqualTo(receiver.events(1).getFirst().path("stream_param"));
    assertThat(receiver.events(1)).hasSize(2);
    assertThat(receiver.events(0)).hasSize(2).allMatch(one -> one.path("errcode").asInt() != 21);
  }

  @Test
  void killsBetweenPushesAndDuringOne_leaveOneFile() throws Exception {
    server = LivetapeServer.startProcess(settings("mp4,hls", 600));
    push(1, 1);
    List<Long> open = server.data().openFileIds();
    server.kill();
    server.startAgain();
    push(2, 2);
    try (LivePush _ = LivePush.start(server, "show")) {
      Awaitility.await("a segment of the third push").atMost(LivetapeServer.PATIENCE)
          .until(() -> interruptionCount(server.http("/vod/1/" + open.getFirst() + "/playlist.m3u8")) == 2);
      server.kill();
    }
    server.startAgain();
    Awaitility.await("recovery").atMost(LivetapeServer.PATIENCE).until(() -> server.data().files("show").size() == 3);
    push(4, 4);
    server.stop();
    server.startAgain();
    call("DropLiveStream", SHOW);
    List<RecordedFile> files = server.awaitFiles("show", 5);

    RecordedFile hls = server.data().files("show", FileFormat.HLS).getFirst();
    assertThat(open).containsExactly(Long.parseLong(hls.fileId()));
    assertThat(hls.recovered()).isTrue();
    assertThat(hls.blobKeys()).hasSize(4);
    PacketHashes pieces = files.stream().filter(file -> file.format() == FileFormat.MP4)
        .map(file -> PacketHashes.of(server.url(file))).reduce(PacketHashes::then).orElseThrow();
    PacketHashes.of(server.url(hls)).assertSameAs(pieces);
    pieces.assertBeginningOf(PacketHashes.of(clip).then(PacketHashes.of(clip)).then(pieces("show", 2)).then(PacketHashes.of(clip)));
    assertThat(server.get(server.url(hls))).containsOnlyOnce("#EXT-X-ENDLIST").contains("#EXT-X-PROGRAM-DATE-TIME");
    assertThat(interruptionCount(server.url(hls))).isEqualTo(3);
    assertThat(hlsEvent().path("file_id").asText()).isEqualTo(hls.fileId());
    assertThat(server.data().spool()).isEmpty();
    assertThat(server.data().openTapeCount()).isZero();
  }

  @Test
  void window_thatPasses_landsTheFileByItself() {
    server = LivetapeServer.start(settings("hls", 1));
    Encoders.ffmpeg(clip, server.pushUrl("show"));

    checkWhole(server.awaitFiles("show", 1), 1);
    assertThat(hlsEvent().path("duration").asLong()).isEqualTo(LENGTH_SECONDS);
  }

  @Test
  void forbid_whileItWaits_landsTheFile() {
    server = LivetapeServer.start(settings("mp4,hls", 600));
    push(1, 1);
    call("ForbidLiveStream", SHOW);

    checkWhole(server.awaitFiles("show", 2), 1);
  }

  @Test
  void windowOfATemplate_goesBeforeTheConfigured_andRulesThatChangeEndIt() {
    server = LivetapeServer.start(settings("mp4", 0));
    JsonNode template = call("CreateLiveRecordTemplate",
        "{'TemplateName':'t','HlsParam':{'Enable':1},'Mp4Param':{'Enable':1},'HlsSpecialParam':{'FlowContinueDuration':600}}");
    call("CreateLiveRecordRule",
        "{'DomainName':'127.0.0.1','AppName':'live','StreamName':'','TemplateId':" + template.path("TemplateId") + "}");
    push(1, 1);
    push(2, 2);
    call("DeleteLiveRecordRule", "{'DomainName':'127.0.0.1','AppName':'live','StreamName':''}");
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    List<RecordedFile> files = server.awaitFiles("show", 4);

    checkWhole(files, 2);
    assertThat(files).filteredOn(file -> file.format() == FileFormat.MP4).hasSize(3);
  }

  private long interruptionCount(String playlistUrl) {
    return server.get(playlistUrl).lines().filter(line -> line.equals("#EXT-X-DISCONTINUITY")).count();
  }

  /** Pushes the clip, and waits until so many pushes are over and so many files have landed. */
  private void push(int pushCount, int fileCount) {
    Encoders.ffmpeg(clip, server.pushUrl("show"));
    receiver.await(_ -> receiver.events(0).size() >= pushCount && receiver.events(100).size() >= fileCount, LivetapeServer.PATIENCE);
    assertThat(server.data().files("show", FileFormat.HLS)).isEmpty();
  }

  private PacketHashes pieces(String stream, int index) {
    return PacketHashes.of(server.url(server.data().files(stream, FileFormat.MP4).get(index)));
  }

  private void checkWhole(List<RecordedFile> files, int pushCount) {
    RecordedFile hls = files.stream().filter(file -> file.format() == FileFormat.HLS).findFirst().orElseThrow();
    PacketHashes pushed = PacketHashes.of(clip);
    PacketHashes.of(server.url(hls)).assertSameAs(pushCount == 1 ? pushed : pushed.then(pushed));
    assertThat(files.stream().filter(file -> file.format() == FileFormat.HLS)).hasSize(1);
    assertThat(server.data().spool()).isEmpty();
  }

  private JsonNode hlsEvent() {
    receiver.await(_ -> !hlsEvents().isEmpty(), LivetapeServer.PATIENCE);
    assertThat(hlsEvents().stream().map(event -> event.path("file_id").asText()).distinct()).hasSize(1);
    return hlsEvents().getFirst();
  }

  private List<JsonNode> hlsEvents() {
    return receiver.events(100).stream().filter(event -> event.path("file_format").asText().equals("hls")).toList();
  }

  private JsonNode call(String action, String body) {
    return new Calls("127.0.0.1:" + server.httpPort(), server.apiKey(), "2018-08-01").call(action, json(body));
  }
}
