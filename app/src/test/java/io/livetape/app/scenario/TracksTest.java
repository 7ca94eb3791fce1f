package io.livetape.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.livetape.app.LivetapeServer;
import io.livetape.media.FileFormat;
import io.livetape.testkit.Clip;
import io.livetape.testkit.Ffmpeg;
import io.livetape.testkit.PacketHashes;
import io.livetape.testkit.Probe;
import io.livetape.testkit.Witness;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream may have picture or sound alone, and the second of the two may come late: then MP4 begins another file, for its header
 * cannot grow, and HLS and FLV go on.
 */
class TracksTest {
  private static final double ROUNDING_SECONDS = 0.002;
  @AutoClose
  private static LivetapeServer server;
  private static Path source;
  private static PacketHashes pushed;
  private static Broadcast broadcast;

  @TempDir
  private Path folder;

  @BeforeAll
  static void start() {
    Witness.require(Witness.FFMPEG, Witness.FFPROBE);
    source = Ffmpeg.make(Clip.h264Aac(Duration.ofSeconds(8)));
    pushed = PacketHashes.of(source);
    broadcast = Broadcast.of(source);
    server = LivetapeServer.start("recording.formats=mp4,hls,flv,aac");
  }

  @Test
  void soundAlone_pushed_isRecordedInEveryFormat() {
    broadcast.only(message -> !message.video()).push(server.pushUrl("sound"));
    List<RecordedFile> files = server.awaitFiles("sound", 4);

    assertThat(files).hasSize(4).allSatisfy(file -> {
      assertThat(hashes(file).audio()).isEqualTo(pushed.audio());
      assertThat(hashes(file).video()).isEmpty();
      assertThat(Probe.of(server.url(file)).streams()).hasSize(1);
      assertThat(file.content().durationMs()).isCloseTo(8000, within(60L));
      assertThat(file.content().videoCodec()).isEmpty();
    });
  }

  @Test
  void pictureAlone_pushed_isRecordedInEveryFormatThatHasPictures() {
    broadcast.only(Broadcast.Message::video).push(server.pushUrl("picture"));
    List<RecordedFile> files = server.awaitFiles("picture", 3);

    assertThat(files).hasSize(3).allSatisfy(file -> {
      assertThat(hashes(file).video()).isEqualTo(pushed.video());
      assertThat(hashes(file).audio()).isEmpty();
      assertThat(Probe.of(server.url(file)).streams()).hasSize(1);
      assertThat(file.content().durationMs()).isCloseTo(8000, within(60L));
      assertThat(file.content().audioCodec()).isEmpty();
    });
  }

  @Test
  void configurationWithoutSamples_ofOneTrack_leavesThatTrackOut() {
    broadcast.only(message -> message.video() || message.config()).push(server.pushUrl("silent"));
    List<RecordedFile> files = server.awaitFiles("silent", 3);

    assertThat(files).hasSize(3).allSatisfy(file -> {
      assertThat(hashes(file).video()).isEqualTo(pushed.video());
      assertThat(Probe.of(server.url(file)).streams()).hasSize(1);
    });
  }

  @Test
  void sound_comingHalfASecondLate_isInTheSameFiles() {
    broadcast.only(message -> message.video() || message.config() || message.timestampMs() >= 500).push(server.pushUrl("soon"));
    List<RecordedFile> files = server.awaitFiles("soon", 4);

    assertThat(files).hasSize(4);
    checkWhole("soon", FileFormat.MP4, 1, pushed.video(), soundsFrom(500));
    checkWhole("soon", FileFormat.HLS, 1, pushed.video(), soundsFrom(500));
    checkWhole("soon", FileFormat.FLV, 1, pushed.video(), soundsFrom(500));
  }

  @Test
  void sound_comingThreeSecondsLate_beginsAnotherMp4AndGoesOnInTheOthers() {
    broadcast.only(message -> message.video() || message.timestampMs() >= 3000 || message.config()).push(server.pushUrl("late-sound"));
    server.awaitFiles("late-sound", 5);

    checkWhole("late-sound", FileFormat.MP4, 2, pushed.video(), soundsFrom(3000));
    checkWhole("late-sound", FileFormat.HLS, 1, pushed.video(), soundsFrom(3000));
    checkWhole("late-sound", FileFormat.FLV, 1, pushed.video(), soundsFrom(3000));
    checkOffset("late-sound", soundsFrom(3000), pushed.video());
    // The key frame after 3 s is the one at 4 s: each file begins with a picture that can be decoded.
    assertThat(server.data().files("late-sound", FileFormat.MP4)).allSatisfy(
        file -> assertThat(Decoding.complaints(server.url(file))).isEmpty());
    assertThat(hashes(server.data().files("late-sound", FileFormat.MP4).getLast()).video()).isEqualTo(pushed.video().subList(100, 200));
  }

  @Test
  void picture_comingLate_beginsAnotherMp4AndGoesOnInTheOthers() {
    // From the key frame at 4 s on.
    broadcast.only(message -> !message.video() || message.timestampMs() >= 4000 || message.config()).push(server.pushUrl("late-picture"));
    server.awaitFiles("late-picture", 5);
    List<String> pictures = pushed.video().subList(100, 200);

    checkWhole("late-picture", FileFormat.MP4, 2, pictures, pushed.audio());
    checkWhole("late-picture", FileFormat.HLS, 1, pictures, pushed.audio());
    checkWhole("late-picture", FileFormat.FLV, 1, pictures, pushed.audio());
    checkOffset("late-picture", pushed.audio(), pictures);
  }

  /** Pictures from before the first key frame cannot be decoded by anybody. */
  @Test
  void picture_comingBeforeItsFirstKeyFrame_isRecordedFromThatOn() {
    broadcast.only(message -> message.config() || message.timestampMs() > 1000).push(server.pushUrl("joined"));
    server.awaitFiles("joined", 4);

    checkWhole("joined", FileFormat.MP4, 1, pushed.video().subList(50, 200), null);
    checkWhole("joined", FileFormat.FLV, 1, pushed.video().subList(50, 200), null);
  }

  @Test
  void picture_thatStops_leavesTheSoundInFragmentsOfTheUsualLength() throws IOException {
    broadcast.only(message -> !message.video() || message.timestampMs() < 1000).push(server.pushUrl("frozen"));
    server.awaitFiles("frozen", 4);
    RecordedFile mp4 = server.data().files("frozen", FileFormat.MP4).getFirst();

    checkWhole("frozen", FileFormat.MP4, 1, pushed.video().subList(0, 25), pushed.audio());
    // 8 s in pieces of at least 0.35 s.
    assertThat(count("moof", server.data().path(mp4))).isBetween(8, 24);
  }

  private static int count(String box, Path file) throws IOException {
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    int count = 0;
    for (int at = bytes.indexOf(box); at >= 0; at = bytes.indexOf(box, at + 1)) {
      count++;
    }
    return count;
  }

  /** All files of a format, one after the other, have these packets; sounds of null are not looked at. */
  private void checkWhole(String stream, FileFormat format, int fileCount, List<String> pictures, List<String> sounds) {
    List<RecordedFile> files = server.data().files(stream, format);
    PacketHashes found = files.stream().map(this::hashes).reduce(new PacketHashes(Map.of()), PacketHashes::then);

    assertThat(files).as(format.label()).hasSize(fileCount);
    assertThat(found.video()).as(format + " video").isEqualTo(pictures);
    if (sounds != null) {
      assertThat(found.audio()).as(format + " audio").isEqualTo(sounds);
    }
  }

  /** In the last MP4 file, which is HLS's last tape, and all through FLV picture and sound lie as in the source. */
  private static void checkOffset(String stream, List<String> sounds, List<String> pictures) {
    Timing times = Timing.of(source);
    for (FileFormat format : List.of(FileFormat.MP4, FileFormat.FLV)) {
      RecordedFile file = server.data().files(stream, format).getLast();
      Timing found = Timing.of(server.url(file));
      double sound = times.audio().get(pushed.audio().size() - found.audio().size()).pts();
      double picture = times.video().get(pushed.video().size() - found.video().size()).pts();
      assertThat(found.audio().size()).isLessThanOrEqualTo(sounds.size());
      assertThat(found.video().size()).isLessThanOrEqualTo(pictures.size());
      assertThat(found.video().getFirst().pts() - found.audio().getFirst().pts()).as(format.label())
          .isCloseTo(picture - sound, within(ROUNDING_SECONDS));
    }
  }

  private static List<String> soundsFrom(long timeMs) {
    long before = broadcast.messages().stream()
        .filter(message -> !message.video() && !message.config() && message.timestampMs() < timeMs).count();
    return pushed.audio().subList((int) before, pushed.audio().size());
  }

  /** ffmpeg, unlike the players that HLS is for, does not take up another header in mid-file, so the tapes are looked at one by one. */
  private PacketHashes hashes(RecordedFile file) {
    try {
      return switch (file.format()) {
        case MP4, FLV -> PacketHashes.of(server.url(file));
        case HLS -> Downloaded.hls(folder, server.url(file));
        case AAC -> PacketHashes.ofAdts(server.url(file));
      };
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
