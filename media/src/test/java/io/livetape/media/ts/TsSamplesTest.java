package io.livetape.media.ts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.Aac;
import io.livetape.media.Bytes;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.SampleReader;
import io.livetape.media.Track;
import io.livetape.media.adts.AdtsFrames;
import io.livetape.media.flv.FlvSamples;
import io.livetape.media.mp4.Clip;
import io.livetape.media.mp4.FragmentSamples;
import io.livetape.media.mp4.TapeFile;
import io.livetape.testkit.ScratchFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed clip as a transport stream of our own writing, and back. */
class TsSamplesTest {
  @TempDir
  private Path folder;
  private final ScratchFile file = new ScratchFile();
  private byte[] stream;

  @BeforeEach
  void write() throws Exception {
    var out = new ByteArrayOutputStream();
    try (TapeFile tape = TapeFile.write(folder.resolve("tape.mp4"), Clip.bFramesWithAac())) {
      TapeSegment.write(tape.channel, tape.fragments.getFirst().offset(), tape.endOffset(), packets -> {
        byte[] piece = new byte[packets.remaining()];
        packets.get(piece);
        out.writeBytes(piece);
      });
    }
    stream = out.toByteArray();
  }

  /** What a sample is, without its times. */
  private static List<String> bytes(SampleReader reader, boolean video) throws Exception {
    List<String> all = new ArrayList<>();
    while (reader.next()) {
      Sample sample = reader.sample();
      if (sample.track().video() == video) {
        all.add(sample.sync() + " " + Bytes.copyOf(sample.buffer(), sample.offset(), sample.sizeBytes()).toHex());
      }
    }
    return all;
  }

  @Test
  void samples_ofAStream_areThoseThatItWasMadeOf() throws Exception {
    for (boolean video : new boolean[] {true, false}) {
      List<String> source = bytes(new FlvSamples(file.with(Files.readAllBytes(Clip.FLV))), video);
      assertThat(bytes(new TsSamples(file.with(stream), 0, stream.length), video)).isEqualTo(source).hasSizeGreaterThan(70);
    }
  }

  @Test
  void fragmentedTape_readAsAnyonesFile_givesTheSameSamples() throws Exception {
    byte[] tape = Files.readAllBytes(folder.resolve("tape.mp4"));
    for (boolean video : new boolean[] {true, false}) {
      List<String> source = bytes(new FlvSamples(file.with(Files.readAllBytes(Clip.FLV))), video);
      assertThat(bytes(new FragmentSamples(file.with(tape), 0, tape.length), video)).isEqualTo(source);
    }
  }

  @Test
  void fragmentedTape_readAsAnyonesFile_comesInTheOrderOfTime() throws Exception {
    byte[] tape = Files.readAllBytes(folder.resolve("tape.mp4"));
    FragmentSamples samples = new FragmentSamples(file.with(tape), 0, tape.length);
    double before = -1;
    while (samples.next()) {
      double seconds = (double) samples.sample().dts() / samples.sample().track().timescale();
      assertThat(seconds).isGreaterThanOrEqualTo(before);
      before = seconds;
    }
  }

  @Test
  void pictures_keepTheirTimes() throws Exception {
    TsSamples samples = new TsSamples(file.with(stream), 0, stream.length);
    List<Clip.Item> pictures = Clip.bFramesWithAac().items().stream().filter(item -> item.trackIndex() == 0).toList();
    List<Long> distances = new ArrayList<>();
    int count = 0;
    while (samples.next()) {
      if (samples.sample().track().video()) {
        Clip.Item picture = pictures.get(count++);
        assertThat(samples.sample().compositionOffset()).isEqualTo(picture.compositionOffset());
        distances.add(samples.sample().dts() - picture.dts());
      }
    }
    assertThat(distances.stream().distinct()).hasSize(1);
  }

  @Test
  void times_thatWrapAt33Bits_goOn() throws Exception {
    Track track = new Track(Track.AUDIO_ID, 90_000, Aac.parse(Bytes.fromHex("1210")));
    TsWriter writer = new TsWriter(List.of(new Track(Track.AUDIO_ID, 90_000, track.format())));
    for (int i = 0; i < 50; i++) {
      writer.write(new Sample().set(track, (1L << 33) - 200_000 + 20_000L * i, 0, true, ByteBuffer.allocate(100), 0, 100));
    }
    writer.end();
    byte[] wrapping = bytes(writer.take());
    TsSamples samples = new TsSamples(file.with(wrapping), 0, wrapping.length);
    long before = -1;
    int count = 0;
    for (; samples.next(); count++) {
      assertThat(before < 0 ? 20_000 : samples.sample().dts() - before).isEqualTo(20_000);
      before = samples.sample().dts();
    }
    assertThat(count).isEqualTo(50);
    assertThat(before).isGreaterThan(1L << 33);
  }

  private static byte[] bytes(ByteBuffer taken) {
    byte[] bytes = new byte[taken.remaining()];
    taken.get(bytes);
    return bytes;
  }

  @Test
  void stream_withoutAPacketWithinAUnit_isRefused() throws Exception {
    for (int packet = 2; packet < 60; packet++) {
      boolean begins = (stream[packet * 188 + 1] & 0x40) != 0;
      var out = new ByteArrayOutputStream();
      out.write(stream, 0, packet * 188);
      out.write(stream, (packet + 1) * 188, stream.length - (packet + 1) * 188);
      assertThat(begins || refused(out.toByteArray())).as("without packet " + packet).isTrue();
    }
  }

  private boolean refused(byte[] damaged) throws Exception {
    try {
      bytes(new TsSamples(file.with(damaged), 0, damaged.length), true);
      return false;
    } catch (MalformedMediaException e) {
      assertThat(e.offset()).isBetween(0L, (long) damaged.length);
      return true;
    }
  }

  @Test
  void stream_cutWithinAPacket_isRefused() {
    for (int length = 1_881; length < 1_881 + 187; length++) {
      byte[] cut = Arrays.copyOf(stream, length);
      assertThatThrownBy(() -> bytes(new TsSamples(file.with(cut), 0, cut.length), true)).as("cut at " + length)
          .isInstanceOf(MalformedMediaException.class);
    }
  }

  @Test
  void streamTypes_thatAreNotCarried_areRefused() {
    assertThatThrownBy(() -> StreamKind.of(0x03, 0)).isInstanceOf(MalformedMediaException.class).hasMessageContaining("0x03");
  }

  @Test
  void framesOfSound_overTwoPackets_areWholeWhereverTheyAreCut() throws Exception {
    ByteBuffer frames = ByteBuffer.allocate(300);
    AdtsFrames header = new AdtsFrames(Aac.parse(Bytes.fromHex("1210")));
    for (int i = 0; i < 3; i++) {
      header.putHeader(93, frames);
      frames.position(frames.position() + 93);
    }
    for (int cut = 0; cut <= 300; cut++) {
      AdtsReader reader = new AdtsReader();
      List<Long> times = new ArrayList<>();
      reader.add(frames, 0, cut, 1_000);
      collect(reader, times);
      reader.add(frames, cut, 300, 500_000);
      collect(reader, times);
      assertThat(times).as("cut at " + cut).hasSize(3);
      assertThat(reader.torn()).isFalse();
      // The third frame follows one, none or two others since the time of a packet was taken.
      assertThat(times.get(2)).isEqualTo(cut == 0 ? 504_180 : cut <= 100 ? 502_090 : cut <= 200 ? 500_000 : 5_180);
    }
  }

  private static void collect(AdtsReader reader, List<Long> times) throws Exception {
    while (reader.next(0)) {
      assertThat(reader.frameBytes()).isEqualTo(93);
      times.add(reader.frameTime());
    }
  }
}
