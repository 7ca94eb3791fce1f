package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.CallbackReceiver;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A push address says how its stream is recorded; what it says wrongly is left out or brought into range, and never stops the show. */
class RecordParametersTest {
  private static LivetapeServer server;
  private static CallbackReceiver receiver;
  private static Path source;
  private static int streamCount;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(5)).withFrames(25, Duration.ofSeconds(1), 0));
    receiver = CallbackReceiver.start();
    server = LivetapeServer.start("recording.interval=2", "callback.url=" + receiver.url());
  }

  @AfterAll
  static void close() {
    if (server != null) {
      server.close();
      receiver.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"mp4, mp4", "hls, hls", "flv, flv", "aac, aac", "mp4|hls, mp4 hls", "mp4%7Chls, mp4 hls",
      "mp4%7chls%7Cflv|aac, mp4 hls flv aac", "avi|flv, flv", "mp4|mp4, mp4", "|flv|, flv", "MP4|Hls, mp4 hls"})
  void record_ofSomeFormats_makesThose(String value, String formats) {
    List<RecordedFile> files = push("record=" + value, "record_interval=60");

    assertThat(files).extracting(file -> file.format().label()).containsExactlyInAnyOrder(formats.split(" "));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "other=1", "record=", "record=avi", "record=|", "record=none", "record", "record_type=audio", "record_interval=60"})
  void push_thatAsksForNoKnownFormat_isLetInAndLeavesNothingButItsEvents(String parameter) {
    String stream = nextStream();
    Encoders.ffmpeg(source, server.pushUrl(stream, parameter));

    receiver.await(all -> eventTypes(stream).contains(0), LivetapeServer.PATIENCE);
    assertThat(eventTypes(stream)).containsExactly(1, 0);
    assertThat(server.data().files(stream)).isEmpty();
    assertThat(server.data().openFileIds()).isEmpty();
    assertThat(server.data().openTapeCount()).isZero();
    assertThat(server.data().spool()).isEmpty();
  }

  /** The configured interval of 2 s would make two or three pieces of 5 s. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "-5", "60", "999999", "7200", "99999999999999999999"})
  void recordInterval_outOfRange_isBroughtIntoIt(String seconds) {
    assertThat(push("record=mp4|flv", "record_interval=" + seconds)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2.5"})
  void recordInterval_thatIsNoNumber_leavesTheConfiguredOne(String seconds) {
    assertThat(push("record=mp4", "record_interval=" + seconds)).hasSizeBetween(2, 3);
  }

  @Test
  void recordType_audio_leavesThePicturesOut() {
    List<RecordedFile> files = push("record=mp4|hls|flv", "record_type=audio", "record_interval=60");

    assertThat(files).hasSize(3).allSatisfy(file -> {
      assertThat(Probe.of(server.url(file)).streams()).extracting(Probe.Stream::type).containsExactly("audio");
      assertThat(PacketHashes.of(server.url(file)).audio()).isEqualTo(PacketHashes.of(source).audio());
      assertThat(file.content().videoCodec()).isEmpty();
      assertThat(file.content().width()).isZero();
    });
  }

  @Test
  void recordName_ofAFile_standsForTheStreamsName() {
    RecordedFile file = push("record=mp4", "record_interval=60", "record_name=My%20Show%2F%E8%AF%BE").getFirst();

    assertThat(file.name()).matches("My Show/课_\\d{4}(-\\d\\d){5}_\\d{4}(-\\d\\d){5}");
    assertThat(file.origin().stream()).doesNotContain("Show");
    assertThat(server.data().blobs()).noneMatch(key -> key.contains("Show"));
  }

  @Test
  void recordName_thatIsLongOrHasControls_isCutAndCleaned() {
    RecordedFile file = push("record=mp4", "record_interval=60", "record_name=a%00%0Ab" + "x".repeat(3000)).getFirst();

    assertThat(file.name()).startsWith("abxxx").hasSizeLessThanOrEqualTo(RecordedFile.NAME_MAX_CHARS);
    assertThat(file.origin().streamParam()).endsWith("xxx");
  }

  private static List<RecordedFile> push(String... parameters) {
    String stream = nextStream();
    Encoders.ffmpeg(source, server.pushUrl(stream, parameters));
    int least = Math.max(1, (int) Arrays.stream(parameters).filter(one -> one.startsWith("record=")).flatMap(one ->
        Arrays.stream(one.substring(7).toLowerCase(Locale.ROOT).split("%7c|\\|")))
        .filter(label -> FileFormat.ofLabel(label).isPresent()).distinct().count());
    return server.awaitFiles(stream, least);
  }

  private static List<Integer> eventTypes(String stream) {
    return receiver.received().stream().map(CallbackReceiver.Received::json)
        .filter(event -> event.path("stream_id").asText().equals(stream)).map(event -> event.path("event_type").asInt()).toList();
  }

  private static String nextStream() {
    return "show" + ++streamCount;
  }
}
