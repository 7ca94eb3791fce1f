package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recording is cut at the first key frame after the interval: no packet is lost or doubled at a cut. HLS goes on over all pieces. */
class SplitTest {
  private static final double VIDEO_FRAME_SECONDS = 1 / 25.0;
  private static final double ROUNDING_SECONDS = 0.002;
  @AutoClose
  private static LivetapeServer server;
  private static PacketHashes pushed;
  private static Timing times;

  @BeforeAll
  static void push() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    // Key frames every 2 s and an interval of 3 s: cuts at 4 s and 8 s.
    Path source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(11)));
    pushed = PacketHashes.of(source);
    times = Timing.of(source);
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac", "recording.interval=3");
    Encoders.ffmpeg(source, server.pushUrl("show"));
    server.awaitFiles("show", 10);
  }

  @Test
  void recording_longerThanTheInterval_isCutIntoPieces() {
    assertThat(pieces(FileFormat.MP4)).hasSize(3);
    assertThat(pieces(FileFormat.FLV)).hasSize(3);
    assertThat(pieces(FileFormat.AAC)).hasSize(3);
    assertThat(pieces(FileFormat.HLS)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "FLV"})
  void pieces_together_haveEveryPacketOnce(FileFormat format) {
    pieces(format).stream().map(file -> PacketHashes.of(server.url(file))).reduce(PacketHashes::then).orElseThrow().assertSameAs(pushed);
  }

  @Test
  void pieces_ofAac_haveEverySoundOnce() {
    List<String> sounds = pieces(FileFormat.AAC).stream().flatMap(file -> PacketHashes.ofAdts(server.url(file)).audio().stream()).toList();

    assertThat(sounds).isEqualTo(pushed.audio());
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "FLV"})
  void eachPiece_beginsWithAKeyFrameAndLastsToTheNextCut(FileFormat format) {
    List<Timing> timings = pieces(format).stream().map(file -> Timing.of(server.url(file))).toList();

    assertThat(timings).allMatch(timing -> timing.video().getFirst().key());
    assertThat(timings.get(0).videoSeconds()).isCloseTo(4, within(VIDEO_FRAME_SECONDS));
    assertThat(timings.get(1).videoSeconds()).isCloseTo(4, within(VIDEO_FRAME_SECONDS));
    assertThat(timings.get(2).videoSeconds()).isCloseTo(3, within(VIDEO_FRAME_SECONDS));
  }

  /** Where audio and video are interleaved a piece may begin in one of them a little before the other. */
  @ParameterizedTest
  @EnumSource(names = {"MP4", "FLV"})
  void eachPiece_hasSoundAndPictureTogetherAsInTheSource(FileFormat format) {
    int videoCount = 0;
    int audioCount = 0;
    for (RecordedFile file : pieces(format)) {
      Timing piece = Timing.of(server.url(file));
      double expected = times.video().get(videoCount).pts() - times.audio().get(audioCount).pts();
      assertThat(piece.video().getFirst().pts() - piece.audio().getFirst().pts()).isCloseTo(expected, within(ROUNDING_SECONDS));
      videoCount += piece.video().size();
      audioCount += piece.audio().size();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "FLV", "AAC"})
  void lengths_ofAllPieces_addUpToTheWhole(FileFormat format) {
    long sumMs = pieces(format).stream().mapToLong(file -> file.content().durationMs()).sum();

    assertThat(sumMs / 1000.0).isCloseTo(times.seconds(), within(VIDEO_FRAME_SECONDS));
  }

  @Test
  void hls_ofASplitRecording_isOneFileOverAllTapes() {
    RecordedFile hls = pieces(FileFormat.HLS).getFirst();

    assertThat(hls.blobKeys()).containsExactlyElementsOf(pieces(FileFormat.MP4).stream().map(RecordedFile::blobKey).toList());
    assertThat(hls.content().durationMs() / 1000.0).isCloseTo(times.seconds(), within(VIDEO_FRAME_SECONDS));
    assertThat(hls.content().sizeBytes())
        .isGreaterThan(pieces(FileFormat.MP4).stream().mapToLong(file -> file.content().sizeBytes()).sum());
  }

  @Test
  void hls_ofASplitRecording_playsAsAWhole() {
    String url = server.url(pieces(FileFormat.HLS).getFirst());

    PacketHashes.of(url).assertSameAs(pushed);
    Timing.of(url).assertSameAs(times, ROUNDING_SECONDS);
  }

  @Test
  void spool_afterASplitRecording_isEmpty() {
    assertThat(server.data().spool()).isEmpty();
    assertThat(server.data().openTapeCount()).isZero();
  }

  private static List<RecordedFile> pieces(FileFormat format) {
    return server.data().files("show", format);
  }
}
