package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.MediaInfo;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mp4parser.IsoFile;
import org.mp4parser.boxes.iso14496.part12.SampleSizeBox;

/** A push by ffmpeg is recorded as MP4, HLS, FLV and AAC at once: each file has every packet, in its order and at its time. */
class EveryFormatAtOnceTest {
  private static final double VIDEO_FRAME_SECONDS = 1 / 25.0;
  private static final double AUDIO_FRAME_SECONDS = 1024 / 44_100.0;

  /** MP4 and HLS are rounded as RTMP is, FLV is not finer, and times are compared as decimal fractions. */
  private static final double ROUNDING_SECONDS = 0.002;

  private static final Map<FileFormat, RecordedFile> FILES = new EnumMap<>(FileFormat.class);
  @AutoClose
  private static LivetapeServer server;
  private static PacketHashes pushed;
  private static Timing times;
  private static Instant began;
  private static Instant landed;

  @BeforeAll
  static void push() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(10)));
    pushed = PacketHashes.of(source);
    times = Timing.of(source);
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", "recording.time-zone=Asia/Shanghai");
    began = Instant.now();
    Encoders.ffmpeg(source, server.pushUrl("show"));
    server.awaitFiles("show", 4).forEach(file -> FILES.put(file.format(), file));
    landed = Instant.now();
  }

  @Test
  void mp4_ofAPush_hasEveryPacket() {
    PacketHashes.of(path(FileFormat.MP4)).assertSameAs(pushed);
  }

  @Test
  void hls_ofAPush_hasEveryPacket() {
    PacketHashes.of(server.url(FILES.get(FileFormat.HLS))).assertSameAs(pushed);
  }

  @Test
  void flv_ofAPush_hasEveryPacket() {
    PacketHashes.of(path(FileFormat.FLV)).assertSameAs(pushed);
  }

  @Test
  void aac_ofAPush_hasEverySound() {
    assertThat(PacketHashes.ofAdts(path(FileFormat.AAC)).audio()).isEqualTo(pushed.audio());
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "HLS", "FLV"})
  void pictureAndSound_ofAPush_beginAndLastAsInTheSource(FileFormat format) {
    Timing timing = Timing.of(server.url(FILES.get(format)));

    assertThat(timing.videoSeconds()).isCloseTo(times.videoSeconds(), within(VIDEO_FRAME_SECONDS));
    assertThat(timing.audioSeconds()).isCloseTo(times.audioSeconds(), within(AUDIO_FRAME_SECONDS));
    assertThat(timing.offset()).isCloseTo(times.offset(), within(AUDIO_FRAME_SECONDS));
  }

  @ParameterizedTest
  @EnumSource
  void everyTime_ofAPush_isTheSources(FileFormat format) {
    Timing.of(server.url(FILES.get(format))).assertSameAs(times, ROUNDING_SECONDS);
  }

  @ParameterizedTest
  @EnumSource
  void ffprobe_ofEachFile_findsItsTracksWithoutComplaint(FileFormat format) {
    Probe probe = Probe.of(server.url(FILES.get(format)));

    assertThat(probe.streams()).extracting(Probe.Stream::codec)
        .containsExactlyInAnyOrderElementsOf(format == FileFormat.AAC ? List.of("aac") : List.of("h264", "aac"));
    assertThat(Decoding.complaints(server.url(FILES.get(format)))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "FLV", "AAC"})
  void mediainfo_ofEachFile_findsItWhole(FileFormat format) {
    Witness.require(Witness.MEDIAINFO);
    MediaInfo info = MediaInfo.of(path(format));

    assertThat(info.damaged()).isFalse();
    assertThat(info.general().path("Format").asText()).isEqualTo(switch (format) {
      case MP4 -> "MPEG-4";
      case FLV -> "Flash Video";
      case AAC -> "ADTS";
      case HLS -> "";
    });
    assertThat(info.audio().path("Format").asText()).isEqualTo("AAC");
    if (format != FileFormat.AAC) {
      assertThat(info.video().path("Width").asInt()).isEqualTo(320);
      assertThat(info.durationSeconds()).isCloseTo(10, within(0.1));
    }
  }

  @Test
  void isoparser_ofTheMp4_findsEverySample() throws Exception {
    try (IsoFile iso = new IsoFile(path(FileFormat.MP4).toFile())) {
      List<SampleSizeBox> sizes = org.mp4parser.tools.Path.getPaths(iso, "moov/trak/mdia/minf/stbl/stsz");

      assertThat(sizes).extracting(SampleSizeBox::getSampleCount)
          .containsExactly((long) pushed.video().size(), (long) pushed.audio().size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void catalogue_ofAPush_tellsWhatIsInEachFile(FileFormat format) {
    RecordedFile file = FILES.get(format);

    assertThat(file.origin().app()).isEqualTo("live");
    assertThat(file.origin().domain()).isEqualTo("127.0.0.1");
    assertThat(file.origin().streamParam()).startsWith("txSecret=");
    assertThat(file.content().durationMs()).isCloseTo(10_000, within(60L));
    assertThat(file.content().videoCodec()).isEqualTo(format == FileFormat.AAC ? "" : "h264");
    assertThat(file.content().audioCodec()).isEqualTo("aac");
    assertThat(List.of(file.content().width(), file.content().height()))
        .isEqualTo(format == FileFormat.AAC ? List.of(0, 0) : List.of(320, 180));
    assertThat(file.recovered()).isFalse();
    assertThat(file.startedAt()).isBetween(began, file.endedAt());
    assertThat(file.endedAt()).isBetween(file.startedAt(), landed);
  }

  @Test
  void catalogue_ofAPush_tellsTheSizeOfWhatADownloadTakes() throws Exception {
    for (FileFormat format : List.of(FileFormat.MP4, FileFormat.FLV, FileFormat.AAC)) {
      assertThat(FILES.get(format).content().sizeBytes()).as(format.label()).isEqualTo(Files.size(path(format)));
    }
    assertThat(FILES.get(FileFormat.HLS).content().sizeBytes()).isGreaterThan(Files.size(path(FileFormat.MP4)));
  }

  @ParameterizedTest
  @EnumSource
  void name_ofEachFile_followsTheTemplateInTheConfiguredZone(FileFormat format) {
    RecordedFile file = FILES.get(format);
    DateTimeFormatter times = DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneId.of("Asia/Shanghai"));

    assertThat(file.name()).isEqualTo("show_" + times.format(file.startedAt()) + "_" + times.format(file.endedAt()));
  }

  @Test
  void mp4AndHls_ofAPush_areOneTape() {
    assertThat(FILES.get(FileFormat.HLS).blobKeys()).isEqualTo(FILES.get(FileFormat.MP4).blobKeys());
  }

  @Test
  void store_afterAPush_hasTheFilesAndTheSpoolNothing() {
    assertThat(server.data().blobs()).containsExactlyInAnyOrder(
        FILES.get(FileFormat.MP4).blobKey(), FILES.get(FileFormat.FLV).blobKey(), FILES.get(FileFormat.AAC).blobKey(),
        FILES.get(FileFormat.HLS).playlistKey());
    assertThat(server.data().spool()).isEmpty();
    assertThat(server.data().openTapeCount()).isZero();
  }

  private static Path path(FileFormat format) {
    return server.data().path(FILES.get(format));
  }
}
