package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.rtmp.RtmpPublisher;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that is killed in mid-push and started again finishes every file as if nothing had happened: under the ids that it was
 * given when it was opened, announced once, and playable to at most half a second before the kill.
 */
@Timeout(120)
class KillTest {
  private static final double LOSS_MAX_SECONDS = 0.5;

  /** What a loaded machine adds between the publisher's clock and the recorder. */
  private static final double DELIVERY_SECONDS = 0.1;

  private final CallbackReceiver receiver = CallbackReceiver.start();
  private Path source;
  private LivetapeServer server;

  @BeforeEach
  void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(8)).withFrames(25, Duration.ofSeconds(1), 2));
    // A cut at 2 s: what had landed before the kill is not touched by it.
    server = LivetapeServer.startProcess(
        "recording.formats=mp4,hls,flv,aac", "recording.interval=2", "recording.segment-target=1", "callback.url=" + receiver.url());
  }

  @AfterEach
  void close() {
    receiver.close();
    if (server != null) {
      server.close();
    }
  }

  @Test
  void kill_inMidPush_losesAtMostHalfASecondOfAnyFormat() throws Exception {
    Push push = Push.begin(Broadcast.of(source), server.pushUrl("show"));
    push.awaitSent(3300);
    List<Long> open = server.data().openFileIds();
    server.kill();
    double killedSeconds = push.end() / 1000.0;
    assertThat(server.data().spool()).hasSize(4);

    server.startAgain();
    List<RecordedFile> files = server.awaitFiles("show", 7);

    assertThat(files).hasSize(7).filteredOn(RecordedFile::recovered).extracting(file -> Long.parseLong(file.fileId()))
        .containsExactlyInAnyOrderElementsOf(open).hasSize(4);
    checkMedia(killedSeconds);
    checkFacts(files);
    checkAnnounced(files);
    checkEndTold();
    assertThat(server.data().spool()).isEmpty();
    assertThat(server.data().openTapeCount()).isZero();
    assertThat(server.metric("livetape_record_files_recovered_total")).isEqualTo(4);
    assertThat(server.metric("livetape_record_writes_waiting")).isZero();
  }

  /** As of files that ended well, but that a picture or two of a torn end shows in the frame rate of a second's file. */
  private static void checkFacts(List<RecordedFile> files) {
    assertThat(files).allSatisfy(file -> {
      boolean pictures = file.format() != FileFormat.AAC;
      assertThat(file.content().frameRate()).isBetween(pictures ? 22 : 0, pictures ? 27 : 0);
      assertThat(file.content().videoSizeBytes() > 0).isEqualTo(pictures);
      assertThat(file.content().sampleRateHz()).isEqualTo(44_100);
    });
  }

  /** At a cut the recorder waits for the sound that belongs before it; here none comes any more. */
  @Test
  void kill_atACutOfAStreamThatFellSilent_losesNoMore() throws Exception {
    Push push = Push.begin(Broadcast.of(source).only(message -> message.video() || message.timestampMs() < 1000), server.pushUrl("show"));
    push.awaitSent(2750);
    server.kill();
    double killedSeconds = push.end() / 1000.0;
    server.startAgain();
    server.awaitFiles("show", 4);

    for (FileFormat format : List.of(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV)) {
      PacketHashes found = hashes(format);
      found.assertBeginningOf(PacketHashes.of(source));
      checkLoss(format, killedSeconds, new PacketHashes(Map.of("video", found.video())));
    }
  }

  @Test
  void kill_duringTheRecoveryFromAKill_changesNothing() throws Exception {
    checkInterruptedRecovery(LivetapeServer::kill);
  }

  @Test
  void stop_duringTheRecoveryFromAKill_isClean_andChangesNothing() throws Exception {
    checkInterruptedRecovery(LivetapeServer::stop);
  }

  private void checkInterruptedRecovery(Consumer<LivetapeServer> interruption) throws Exception {
    Push push = Push.begin(Broadcast.of(source), server.pushUrl("show"));
    push.awaitSent(2600);
    List<Long> open = server.data().openFileIds();
    server.kill();
    push.end();
    // Ready means that pushes are let in; recovery goes on beside them.
    server.startAgain();
    interruption.accept(server);
    server.startAgain();
    List<RecordedFile> files = server.awaitFiles("show", 7);

    assertThat(files).hasSize(7).extracting(file -> Long.parseLong(file.fileId())).containsAll(open);
    receiver.await(all -> announcedIds().stream().distinct().count() == 7, LivetapeServer.PATIENCE);
    checkEndTold();
    assertThat(announcedIds()).hasSameElementsAs(files.stream().map(RecordedFile::fileId).toList());
    PacketHashes.of(server.url(server.data().files("show", FileFormat.HLS).getFirst())).assertBeginningOf(PacketHashes.of(source));
    assertThat(server.data().spool()).isEmpty();
    assertThat(server.data().openTapeCount()).isZero();
  }

  private void checkMedia(double killedSeconds) {
    PacketHashes pushed = PacketHashes.of(source);
    for (FileFormat format : List.of(FileFormat.MP4, FileFormat.HLS, FileFormat.FLV)) {
      PacketHashes found = hashes(format);
      found.assertBeginningOf(pushed);
      checkLoss(format, killedSeconds, found);
    }
    List<String> sounds = new ArrayList<>();
    server.data().files("show", FileFormat.AAC).forEach(file -> sounds.addAll(PacketHashes.ofAdts(server.url(file)).audio()));
    assertThat(pushed.audio()).startsWith(sounds.toArray(String[]::new));
    checkLoss(FileFormat.AAC, killedSeconds, new PacketHashes(Map.of("audio", sounds)));
  }

  private PacketHashes hashes(FileFormat format) {
    return server.data().files("show", format).stream().map(file -> PacketHashes.of(server.url(file))).reduce(PacketHashes::then)
        .orElseThrow();
  }

  private void checkLoss(FileFormat format, double killedSeconds, PacketHashes found) {
    Timing times = Timing.of(source);
    found.byType().forEach((type, packets) -> assertThat(times.byType().get(type).get(packets.size() - 1).end()).as(format + " " + type)
        .isGreaterThan(killedSeconds - LOSS_MAX_SECONDS - DELIVERY_SECONDS));
  }

  private void checkAnnounced(List<RecordedFile> files) {
    receiver.await(all -> announcedIds().size() >= files.size(), LivetapeServer.PATIENCE);
    assertThat(announcedIds()).containsExactlyInAnyOrderElementsOf(files.stream().map(RecordedFile::fileId).toList());
    for (RecordedFile file : files) {
      JsonNode event = receiver.events(100).stream().filter(one -> one.path("file_id").asText().equals(file.fileId())).findFirst()
          .orElseThrow();
      assertThat(event.path("duration").asLong()).isEqualTo(Math.round(file.content().durationMs() / 1000.0));
      assertThat(event.path("file_size").asLong()).isEqualTo(file.content().sizeBytes());
      assertThat(event.path("callback_ext").asText()).contains(file.format() == FileFormat.AAC ? "0x0" : "320x180");
    }
  }

  private void checkEndTold() {
    receiver.await(_ -> !receiver.events(0).isEmpty(), LivetapeServer.PATIENCE);
    JsonNode began = receiver.events(1).getFirst();
    JsonNode ended = receiver.events(0).getFirst();
    assertThat(ended.path("sequence")).isEqualTo(began.path("sequence"));
    assertThat(ended.path("errcode").asInt()).isEqualTo(12);
    // Sent twice, after a kill before the answer was noted, it would still be the one event.
    assertThat(receiver.events(0)).extracting(event -> event.path("sequence").asText()).containsOnly(began.path("sequence").asText());
    assertThat(server.data().livePushCount()).isZero();
  }

  private List<String> announcedIds() {
    return receiver.events(100).stream().map(event -> event.path("file_id").asText()).toList();
  }

  /** A push in real time on a thread of its own, whose clock tells what had been sent when the server died. */
  private static final class Push {
    private final AtomicLong sentMs = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);

    static Push begin(Broadcast broadcast, String url) throws IOException {
      Push push = new Push();
      RtmpPublisher publisher = RtmpPublisher.connect(url);
      Thread.startVirtualThread(() -> push.run(broadcast, publisher));
      return push;
    }

    private void run(Broadcast broadcast, RtmpPublisher publisher) {
      try {
        broadcast.sendInRealTime(publisher, sentMs::set);
      } catch (IOException _) {
        // The server is gone, as it should be.
      } finally {
        publisher.abort();
        ended.countDown();
      }
    }

    void awaitSent(long timeMs) {
      Awaitility.await().atMost(LivetapeServer.PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> sentMs.get() >= timeMs);
    }

    /** Waits until the publisher has noticed; what it sent into the void meanwhile is a message or two. */
    long end() throws InterruptedException {
      assertThat(ended.await(LivetapeServer.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return sentMs.get();
    }
  }
}
