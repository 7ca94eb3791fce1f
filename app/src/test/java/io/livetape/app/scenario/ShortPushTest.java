package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A push of hardly anything may leave files or none, but never a broken one, nor anything in the spool. */
class ShortPushTest {
  @AutoClose
  private static LivetapeServer server;
  private static Broadcast broadcast;
  private static Path source;
  private static int pushCount;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(2)));
    broadcast = Broadcast.of(source);
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac");
  }

  /** What is sent, and whether there must be files of it. */
  static Stream<Arguments> pushes() {
    return Stream.of(
        push("nothing", _ -> false, 0),
        push("configurations alone", Broadcast.Message::config, 0),
        push("pictures before the first key frame", message -> message.config() || message.video() && !message.key(), 0),
        push("one key frame", message -> message.video() && message.timestampMs() < 10, 3),
        push("one sound", message -> !message.video() && message.timestampMs() < 60, 4),
        push("one picture and one sound", message -> message.timestampMs() < 60 && message.key(), 4),
        push("a tenth of a second", message -> message.timestampMs() < 100, 4),
        push("nine tenths of a second", message -> message.timestampMs() < 900, 4));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pushes")
  void push_ofHardlyAnything_leavesNothingBroken(String what, Predicate<Broadcast.Message> sent, int fileCount) {
    String stream = "short" + ++pushCount;
    broadcast.only(sent).push(server.pushUrl(stream));
    Awaitility.await(what).atMost(LivetapeServer.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() ->
        server.metric("livetape_rtmp_pushes_total") == pushCount && server.metric("livetape_streams_live") == 0
            && server.data().openFileIds().isEmpty() && server.data().spool().isEmpty());
    List<RecordedFile> files = server.data().files(stream);

    assertThat(files).hasSize(fileCount);
    assertThat(files).allSatisfy(file -> {
      assertThat(Decoding.complaints(server.url(file))).isEmpty();
      PacketHashes found = file.format() == FileFormat.AAC ? PacketHashes.ofAdts(server.url(file)) : PacketHashes.of(server.url(file));
      assertThat(found.video().size() + found.audio().size()).isPositive();
      found.assertBeginningOf(PacketHashes.of(source));
    });
    assertThat(server.data().openTapeCount()).isZero();
  }

  private static Arguments push(String what, Predicate<Broadcast.Message> sent, int fileCount) {
    return Arguments.of(what, sent, fileCount);
  }
}
