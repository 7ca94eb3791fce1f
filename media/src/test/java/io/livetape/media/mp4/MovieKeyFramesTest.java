package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.H264;
import io.livetape.media.KeyFramePlace;
import io.livetape.media.MalformedMediaException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key frames by the tables, against a reader that goes through all samples. */
class MovieKeyFramesTest {
  private static final long[] EVERY_MS = LongStream.range(0, 10_000).toArray();

  @TempDir
  private Path folder;

  @Test
  void keyFrames_ofABFramesClip_areWhereTheSamplesAre_andWhen() throws Exception {
    assertSameAsSamples(Clip.bFramesWithAac(), 3);
  }

  @Test
  void keyFrames_ofALongTape_inManyChunksOfDifferentSizes_areWhereTheSamplesAre() throws Exception {
    List<Clip.Item> items = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      boolean sync = i % 70 == 0;
      items.add(new Clip.Item(0, 450L * i, 450, i % 3 == 1 ? 900 : 0, sync, bytes(i)));
    }
    assertSameAsSamples(new Clip(List.of(Clip.video(Clip.H265_FORMAT)), items), 286);
  }

  @Test
  void keyFrames_whereEachSampleIsOne_andSoundIsLate_areWhereTheSamplesAre() throws Exception {
    List<Clip.Item> items = new ArrayList<>(IntStream.range(0, 5).mapToObj(i -> new Clip.Item(0, 9000 + 3000L * i, 3000, 0, true, bytes(i)))
        .toList());
    items.add(new Clip.Item(1, 48_000, 960, 0, true, bytes(9)));
    assertSameAsSamples(new Clip(List.of(Clip.video(Clip.VP9_FORMAT), Clip.audio(Clip.OPUS_FORMAT)), items), 5);
  }

  @Test
  void keyFrames_ofSomeTimes_areThoseAlone() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      tape.finish();
      assertThat(MovieKeyFrames.of(tape.channel, new long[] {0, 2500}).places()).hasSize(2);
      assertThat(MovieKeyFrames.of(tape.channel, new long[] {1500, 1600}).places()).singleElement()
          .satisfies(place -> assertThat(place.timeMs()).isBetween(900L, 1100L));
    }
  }

  @Test
  void soundAlone_hasNone() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac().only(1))) {
      tape.finish();
      assertThat(MovieKeyFrames.of(tape.channel, EVERY_MS).places()).isEmpty();
    }
  }

  @Test
  void tapeThatIsNotFinished_isRefused() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      assertThatThrownBy(() -> MovieKeyFrames.of(tape.channel, EVERY_MS)).isInstanceOf(MalformedMediaException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "faststart"})
  void keyFrames_ofSomebodyElsesFile_areWhereItHasThem_andWhen(String flags) throws Exception {
    Probe.needs("ffmpeg", "ffprobe");
    Path file = folder.resolve("film.mp4");
    Probe.run(Stream.of(List.of("ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=24", "-f", "lavfi", "-i", "sine",
        "-t", "5", "-c:v", "libx264", "-bf", "2", "-g", "20", "-video_track_timescale", "600", "-c:a", "aac"),
        flags.isEmpty() ? List.<String>of() : List.of("-movflags", flags), List.of(file.toString())).flatMap(List::stream).toList());
    List<Probe.Packet> wanted = Probe.packets(file, 0).stream().filter(Probe.Packet::key).toList();
    assertThat(wanted).hasSize(6);

    try (FileChannel channel = FileChannel.open(file)) {
      MovieKeyFrames found = MovieKeyFrames.of(channel, EVERY_MS);
      assertThat(found.format()).isInstanceOf(H264.class);
      assertThat(found.places()).containsExactlyElementsOf(wanted.stream()
          .map(packet -> new KeyFramePlace(packet.pts() * 1000 / 600, packet.position(), packet.sizeBytes())).toList());
    }
  }

  /** Each byte of the tables made another: refused, or led to bytes of the file. */
  @Test
  void tables_withAnyByteDamaged_areRefusedOrStayInTheFile() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac().only(0))) {
      int moov = (int) tape.finish().moovOffset();
      ByteBuffer content = tape.content();
      for (int at = moov; at < content.limit(); at++) {
        tape.channel.write(ByteBuffer.wrap(new byte[] {(byte) ~content.get(at)}), at);
        try {
          assertThat(MovieKeyFrames.of(tape.channel, new long[] {0, 1000, 2000}).places())
              .allSatisfy(place -> assertThat(place.offset() + place.sizeBytes()).isBetween(0L, (long) content.limit()));
        } catch (MalformedMediaException refused) {
          assertThat(refused.getMessage()).isNotEmpty();
        }
        tape.channel.write(ByteBuffer.wrap(new byte[] {content.get(at)}), at);
      }
    }
  }

  private void assertSameAsSamples(Clip clip, int count) throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), clip)) {
      tape.finish();
      ByteBuffer content = tape.content();
      List<PlainMp4.Sample> wanted = PlainMp4.samples(content).stream().filter(sample -> sample.trackId() == 1 && sample.sync()).toList();
      List<KeyFramePlace> places = MovieKeyFrames.of(tape.channel, LongStream.range(0, 200_000).toArray()).places();
      assertThat(wanted).hasSize(count);
      assertThat(places.stream().map(place -> content.slice((int) place.offset(), place.sizeBytes())))
          .isEqualTo(wanted.stream().map(PlainMp4.Sample::bytes).toList());
      for (int i = 0; i < count; i++) {
        assertThat(places.get(i).timeMs()).isBetween(wanted.get(i).time() * 1000 / PlainMp4.CLOCK - 1,
            wanted.get(i).time() * 1000 / PlainMp4.CLOCK + 1);
      }
    }
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(4 + number % 5).putInt(0, number).array();
  }
}
