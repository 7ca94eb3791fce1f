package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that ffmpeg has made, against what ffprobe finds in them. */
class MovieSamplesTest {
  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {
    "-c:v libx264 -bf 2 -c:a aac",
    "-c:v libx264 -bf 2 -c:a aac -movflags faststart",
    "-c:v libx264 -c:a aac -movflags frag_keyframe+empty_moov",
    "-c:v libx265 -x265-params log-level=none -tag:v hvc1 -video_track_timescale 600 -an",
    "-vn -c:a libopus -vbr off -b:a 64k"})
  void samples_areThoseOfTheFile_inTheOrderOfTheirTimes_withoutWhatNobodyHears(String options) throws Exception {
    Probe.needs("ffmpeg", "ffprobe");
    Path file = made(options);

    List<Probe.Packet> found = samples(file);

    List<Probe.Packet> wanted = Probe.packets(file).stream().filter(packet -> packet.stream() == 0 || packet.pts() > -1024)
        .map(MovieSamplesTest::withoutDuration).toList();
    assertThat(found).hasSize(wanted.size());
    for (int i = 0; i < 2; i++) {
      int stream = i;
      assertThat(found.stream().filter(packet -> packet.stream() == stream).toList())
          .isEqualTo(wanted.stream().filter(packet -> packet.stream() == stream).toList());
    }
  }

  @Test
  void fileOfACodecThatIsNotCarried_isRefusedWithItsName() throws Exception {
    Probe.needs("ffmpeg");
    Path file = made("-c:v mpeg4 -an");
    try (FileChannel channel = FileChannel.open(file)) {
      assertThatThrownBy(() -> MovieSamples.of(channel)).isInstanceOf(MalformedMediaException.class).hasMessageContaining("mp4v");
    }
  }

  @Test
  void fileThatWasCut_isRefused() throws Exception {
    Probe.needs("ffmpeg");
    Path file = made("-c:v libx264 -c:a aac -movflags faststart");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file) - 1000);
    }
    assertThatThrownBy(() -> samples(file)).isInstanceOf(MalformedMediaException.class).hasMessageContaining("does not lie in the file");
  }

  private Path made(String options) throws Exception {
    Path file = folder.resolve(options.contains("-an") || options.contains("-vn") ? "one.mp4" : "both.mp4");
    Probe.run(Stream.of(List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=24", "-f", "lavfi", "-i",
        "sine=sample_rate=48000", "-t", "3", "-g", "20"), List.of(options.split(" ")), List.of(file.toString()))
        .flatMap(List::stream).toList());
    return file;
  }

  /** As ffprobe tells of packets. */
  private static List<Probe.Packet> samples(Path file) throws Exception {
    List<Probe.Packet> found = new ArrayList<>();
    long reachedUs = Long.MIN_VALUE;
    try (FileChannel channel = FileChannel.open(file)) {
      SampleReader reader = MovieSamples.of(channel);
      while (reader.next()) {
        Sample sample = reader.sample();
        long dtsUs = Timescale.floor(sample.dts(), sample.track().timescale(), 1_000_000);
        assertThat(dtsUs).isGreaterThanOrEqualTo(reachedUs);
        reachedUs = dtsUs;
        MessageDigest hash = MessageDigest.getInstance("MD5");
        hash.update(sample.buffer().slice(sample.offset(), sample.sizeBytes()));
        found.add(new Probe.Packet(sample.track().audio() && file.toString().endsWith("both.mp4") ? 1 : 0, sample.pts(), sample.dts(), 0,
            sample.sync(), reader.offset(), sample.sizeBytes(), "MD5:" + HexFormat.of().formatHex(hash.digest())));
      }
    }
    return found;
  }

  private static Probe.Packet withoutDuration(Probe.Packet packet) {
    return new Probe.Packet(packet.stream(), packet.pts(), packet.dts(), 0, packet.key(), packet.position(), packet.sizeBytes(), packet.hash());
  }
}
