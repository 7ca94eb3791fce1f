package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Splices of the committed clip: 3 s, with a key frame, and so a fragment, at each second. */
class TapeSpliceTest {
  private static final int VIDEO = 0;
  private static final int AUDIO = 1;

  @TempDir
  private Path folder;
  private Path file;
  private FileChannel out;
  private TapeFile source;
  private TapeSplice splice;

  @BeforeEach
  void begin() throws Exception {
    file = folder.resolve("splice.mp4");
    out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    source = TapeFile.write(folder.resolve("source.mp4"), Clip.bFramesWithAac());
    splice = new TapeSplice(out, TapeFile.IDENTITY);
  }

  @AfterEach
  void close() throws Exception {
    out.close();
    source.close();
  }

  @Test
  void twoPushes_spliced_areBothsPacketsWithOneTimeline() throws Exception {
    Probe.needs("ffprobe", "ffmpeg");
    splice.add(source.channel);
    source.finish();
    splice.add(source.channel);
    splice.finish(TapeFinisher.Syncer.FORCE);

    for (int track : new int[] {VIDEO, AUDIO}) {
      List<Probe.Packet> once = Probe.packets(source(), track);
      List<Probe.Packet> twice = Probe.packets(file, track);
      assertThat(hashes(twice)).isEqualTo(doubled(hashes(once)));
      long shift = twice.get(once.size()).dts() - twice.getFirst().dts();
      for (int i = 0; i < once.size(); i++) {
        assertThat(twice.get(once.size() + i).dts() - shift).isEqualTo(twice.get(i).dts());
        assertThat(twice.get(once.size() + i).pts() - shift).isEqualTo(twice.get(i).pts());
      }
    }
    // Picture and sound keep their distance: both are moved by the same time, to a tick of the sound.
    double pictureShift = shiftSeconds(VIDEO, 90_000);
    assertThat(shiftSeconds(AUDIO, 44_100)).isCloseTo(pictureShift, within(1.0 / 44_100));
    // The second begins to be shown where the first ends.
    assertThat(Double.parseDouble(Probe.format(file, "duration"))).isCloseTo(2 * 131 * 1024 / 44_100.0, within(0.06));
    Probe.decode(file);
  }

  @Test
  void piecesOfOneRecording_spliced_areTheRecording() throws Exception {
    Probe.needs("ffprobe");
    for (TapeFile.Range range : source.fragments) {
      splice.add(source.channel, range.offset(), range.offset() + range.sizeBytes());
    }
    splice.finish(TapeFinisher.Syncer.FORCE);
    source.finish();
    assertThat(Probe.packets(file).stream().map(TapeSpliceTest::timed).toList())
        .isEqualTo(Probe.packets(source()).stream().map(TapeSpliceTest::timed).toList());
  }

  @Test
  void window_ofARecording_beginsAtItsOwnTimeZero() throws Exception {
    TapeFile.Range last = source.fragments.getLast();
    splice.add(source.channel, source.fragments.get(source.fragments.size() / 2).offset(), last.offset() + last.sizeBytes());
    assertThat(splice.finish(TapeFinisher.Syncer.FORCE).sizeBytes()).isEqualTo(out.size());
    assertThat(splice.totals().startMs()).isLessThan(200);
    assertThat(splice.totals().tracks().stream().mapToLong(TrackTotals::firstDts).min()).hasValue(0);
  }

  @Test
  void window_betweenKeyFrames_isWidenedToThem() throws Exception {
    Probe.needs("ffprobe", "ffmpeg");
    source.finish();
    long end = source.fragments.getLast().offset() + source.fragments.getLast().sizeBytes();
    TapeSplice.Taken taken = splice.add(source.channel, source.fragments.getFirst().offset(), end, 1_400_000, 1_600_000);
    splice.finish(TapeFinisher.Syncer.FORCE);

    List<Probe.Packet> pictures = Probe.packets(source(), VIDEO);
    List<Probe.Packet> cut = Probe.packets(file, VIDEO);
    int second = (int) pictures.stream().skip(1).takeWhile(packet -> !packet.key()).count() + 1;
    assertThat(hashes(cut)).isEqualTo(hashes(pictures.subList(second, second + cut.size())));
    assertThat(cut.getFirst().key()).isTrue();
    assertThat(pictures.get(second + cut.size()).key()).isTrue();
    assertThat((taken.endUs() - taken.startUs()) / 1e6).isCloseTo(1, within(0.001));
    assertThat(taken.startUs() / 1e6).isBetween(0.9, 1.2);
    assertThat(Double.parseDouble(Probe.format(file, "duration"))).isCloseTo(1, within(0.05));
    List<String> sound = hashes(Probe.packets(source(), AUDIO));
    assertThat(sound).containsSubsequence(hashes(Probe.packets(file, AUDIO)));
    Probe.decode(file);
  }

  @Test
  void window_beforeTheSecondKeyFrame_isAllUpToIt() throws Exception {
    source.finish();
    long end = source.fragments.getLast().offset() + source.fragments.getLast().sizeBytes();
    TapeSplice.Taken taken = splice.add(source.channel, source.fragments.getFirst().offset(), end, 1, 2);
    assertThat(taken.startUs()).isZero();
    assertThat(taken.endUs() / 1e6).isBetween(0.9, 1.2);
    splice.finish(TapeFinisher.Syncer.FORCE);
    assertThat(splice.totals().durationMs()).isBetween(900L, 1_200L);
  }

  @Test
  void windows_besideEachOther_areTheWholeAgain() throws Exception {
    Probe.needs("ffprobe");
    source.finish();
    long begin = source.fragments.getFirst().offset();
    long end = source.fragments.getLast().offset() + source.fragments.getLast().sizeBytes();
    TapeSplice.Taken first = splice.add(source.channel, begin, end, 0, 900_000);
    splice.add(source.channel, begin, end, first.endUs(), Long.MAX_VALUE);
    splice.finish(TapeFinisher.Syncer.FORCE);

    assertThat(Probe.packets(file).stream().map(TapeSpliceTest::timed).toList())
        .containsExactlyInAnyOrderElementsOf(Probe.packets(source()).stream().map(TapeSpliceTest::timed).toList());
  }

  @Test
  void pieceOfOtherTracks_isRefused_andTheRestStays() throws Exception {
    splice.add(source.channel);
    long sizeBytes = out.size();
    try (TapeFile other = TapeFile.write(folder.resolve("other.mp4"), Clip.bFramesWithAac().only(VIDEO))) {
      assertThatThrownBy(() -> splice.add(other.channel)).isInstanceOf(TapeSplice.DifferentTracksException.class)
          .hasMessageContaining("avc1 160×120").hasMessageContaining("mp4a");
    }
    assertThat(out.size()).isEqualTo(sizeBytes);
    splice.finish(TapeFinisher.Syncer.FORCE);
  }

  @Test
  void splice_ofNothing_isRefused() {
    assertThatThrownBy(() -> splice.finish(TapeFinisher.Syncer.FORCE)).isInstanceOf(IllegalStateException.class);
  }

  private Path source() {
    return folder.resolve("source.mp4");
  }

  private double shiftSeconds(int track, int timescale) throws Exception {
    List<Probe.Packet> packets = Probe.packets(file, track);
    return (double) (packets.get(packets.size() / 2).dts() - packets.getFirst().dts()) / timescale;
  }

  private static List<String> hashes(List<Probe.Packet> packets) {
    return packets.stream().map(Probe.Packet::hash).toList();
  }

  private static List<String> doubled(List<String> once) {
    List<String> twice = new ArrayList<>(once);
    twice.addAll(once);
    return twice;
  }

  private static List<Object> timed(Probe.Packet packet) {
    return List.of(packet.stream(), packet.pts(), packet.dts(), packet.duration(), packet.key(), packet.hash());
  }
}
