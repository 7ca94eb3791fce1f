package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.Aac;
import io.livetape.media.Av1;
import io.livetape.media.Format;
import io.livetape.media.H264;
import io.livetape.media.H265;
import io.livetape.media.Opus;
import io.livetape.media.Track;
import io.livetape.media.Vp9;
import io.livetape.media.mp4.Probe.Packet;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every codec that a tape may hold, encoded by ffmpeg, put on a tape, and compared packet by packet with what ffmpeg's own MP4 holds. */
class CodecWitnessTest {
  @TempDir
  private Path folder;

  static Stream<Arguments> codecs() {
    return Stream.of(
        Arguments.of("libx264 -bf 2 -g 10", "aac"),
        Arguments.of("libx265 -x265-params log-level=none:keyint=10 -tag:v hvc1", "libopus"),
        Arguments.of("libaom-av1 -cpu-used 8 -g 10 -lag-in-frames 0", "aac -ar 44100"),
        Arguments.of("libvpx-vp9 -deadline realtime -cpu-used 8 -g 10", "libopus -frame_duration 10"));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void tape_ofEachCodec_holdsTheSamePacketsInBothViews(String video, String audio) throws Exception {
    Probe.needs("ffmpeg", "ffprobe");
    Path source = encode(video, audio);
    List<Packet> packets = Probe.packets(source);
    Path file = folder.resolve("tape.mp4");
    try (TapeFile tape = TapeFile.write(file, clip(source, packets))) {
      assertSamePackets(packets, file);
      Probe.decode(file);
      tape.finish();
      assertSamePackets(packets, file);
      Probe.decode(file);
    }
  }

  private Path encode(String video, String audio) throws Exception {
    Path source = folder.resolve("source.mp4");
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25",
        "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "1", "-pix_fmt", "yuv420p", "-video_track_timescale", "90000",
        "-c:v"));
    command.addAll(List.of(video.split(" ")));
    command.add("-c:a");
    command.addAll(List.of(audio.split(" ")));
    command.add(source.toString());
    Probe.run(command);
    return source;
  }

  private static void assertSamePackets(List<Packet> expected, Path file) throws Exception {
    List<Packet> actual = Probe.packets(file);
    for (int stream = 0; stream < 2; stream++) {
      List<Packet> from = of(expected, stream);
      List<Packet> to = of(actual, stream);
      assertThat(to).extracting(Packet::hash).isEqualTo(from.stream().map(Packet::hash).toList());
      assertThat(to).extracting(Packet::key).isEqualTo(from.stream().map(Packet::key).toList());
      long shift = to.getFirst().pts() - from.getFirst().pts();
      assertThat(to).extracting(packet -> packet.pts() - shift).isEqualTo(from.stream().map(Packet::pts).toList());
      assertThat(to).extracting(packet -> packet.dts() - shift).isEqualTo(from.stream().map(Packet::dts).toList());
    }
  }

  private static List<Packet> of(List<Packet> packets, int stream) {
    return packets.stream().filter(packet -> packet.stream() == stream).toList();
  }

  /** All times one second later, so that none is negative. */
  private static Clip clip(Path source, List<Packet> packets) throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(source));
    List<Track> tracks = tracks(bytes);
    List<Clip.Item> items = packets.stream().map(packet -> new Clip.Item(packet.stream(),
        packet.dts() + tracks.get(packet.stream()).timescale(), (int) packet.duration(), (int) (packet.pts() - packet.dts()), packet.key(),
        Clip.bytes(bytes, (int) packet.position(), packet.sizeBytes()))).toList();
    return new Clip(tracks, items);
  }

  private static List<Track> tracks(ByteBuffer source) throws Exception {
    int at = 0;
    while (source.getInt(at + 4) != FourCc.MOOV) {
      at += source.getInt(at);
    }
    return MoovParser.tracks(BoxView.at(source, 0, at, source.limit())).stream()
        .map(track -> new Track(track.id(), track.timescale(), format(track))).toList();
  }

  private static Format format(TapeTrack track) {
    return switch (track.sampleEntry()) {
      case "avc1" -> new H264(track.config(), track.width(), track.height(), "avc1");
      case "hvc1" -> new H265(track.config(), track.width(), track.height(), "hvc1");
      case "av01" -> new Av1(track.config(), track.width(), track.height(), "av01");
      case "vp09" -> new Vp9(track.config(), track.width(), track.height(), "vp09");
      case "Opus" -> new Opus(track.config(), 1);
      default -> new Aac(track.config(), track.timescale(), 1, 1024, "mp4a.40.2");
    };
  }
}
