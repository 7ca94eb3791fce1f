package io.livetape.media.mp4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.livetape.media.Track;
import io.livetape.media.mp4.TapeFinisher.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TapeFinisherTest {
  @TempDir
  private Path folder;

  static Stream<Arguments> clips() {
    Track h265 = Clip.video(Clip.H265_FORMAT);
    Track av1 = Clip.video(Clip.AV1_FORMAT);
    Track opus = Clip.audio(Clip.OPUS_FORMAT);
    return Stream.of(
        Arguments.of("h264-aac", Clip.bFramesWithAac()),
        Arguments.of("h264", Clip.bFramesWithAac().only(0)),
        Arguments.of("aac", Clip.bFramesWithAac().only(1)),
        Arguments.of("h265-opus-negative-offsets", new Clip(List.of(h265, opus), List.of(
            new Clip.Item(0, 9000, 3000, 0, true, new byte[100]), new Clip.Item(0, 12_000, 3000, 6000, false, new byte[50]),
            new Clip.Item(0, 15_000, 3000, -9000, false, new byte[20]), new Clip.Item(1, 4800, 960, 0, true, new byte[10])))),
        Arguments.of("av1-with-a-gap-and-no-audio", new Clip(List.of(av1, opus), List.of(
            new Clip.Item(0, 0, 3000, 0, true, new byte[5]), new Clip.Item(0, 3000, 3000, 0, false, new byte[6]),
            new Clip.Item(0, 90_000, 3000, 0, true, new byte[7])))),
        Arguments.of("vp9-all-sync-late-audio", new Clip(List.of(Clip.video(Clip.VP9_FORMAT), opus), List.of(
            new Clip.Item(0, 0, 3000, 0, true, new byte[5]), new Clip.Item(0, 3000, 3000, 0, true, new byte[6]),
            new Clip.Item(1, 48_000, 960, 0, true, new byte[7]), new Clip.Item(1, 48_960, 960, 0, true, new byte[8])))),
        Arguments.of("nothing", new Clip(List.of(av1, opus), List.of())));
  }

  @ParameterizedTest
  @MethodSource("clips")
  void finished_ofEachKind_isAsBefore(String name, Clip clip) throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), clip)) {
      tape.finish();
      Golden.check("finished-" + name, BoxDump.of(tape.content()));
    }
  }

  @ParameterizedTest
  @MethodSource("clips")
  void finished_tables_leadToEverySample(String name, Clip clip) throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), clip)) {
      TapeFinisher.FinishedTape finished = tape.finish();
      assertThat(finished.moovOffset()).isEqualTo(tape.endOffset());
      assertThat(finished.sizeBytes()).isEqualTo(tape.channel.size());
      assertThat(PlainMp4.samples(tape.content())).as(name).isEqualTo(expected(clip));
    }
  }

  @ParameterizedTest
  @MethodSource("clips")
  void finished_bytesOfTheFragments_areUntouched(String name, Clip clip) throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), clip)) {
      ByteBuffer before = tape.content();
      tape.finish();
      ByteBuffer after = tape.content();
      int from = tape.header.initOffset();
      assertThat(after.slice(from, before.limit() - from)).as(name).isEqualTo(before.slice(from, before.limit() - from));
      assertThat(after.slice(0, tape.header.placeholderOffset())).isEqualTo(before.slice(0, tape.header.placeholderOffset()));
    }
  }

  @Test
  void finishing_interruptedAtEachSync_leavesATapeThatFinishesToTheSameBytes() throws Exception {
    ByteBuffer expected = finishedBytes();
    for (Step step : Step.values()) {
      try (TapeFile tape = TapeFile.write(folder.resolve("torn"), Clip.bFramesWithAac())) {
        assertThatThrownBy(() -> TapeFinisher.finish(tape.channel, tape.totals, failingAt(step))).hasMessage("power cut at " + step);
        TapeScan scan = scan(tape.channel);
        assertThat(scan.finished()).isEqualTo(step == Step.HEADER_OVERWRITTEN);
        assertThat(scan.endOffset()).isEqualTo(tape.endOffset());
        assertThat(scan.totals().tracks()).isEqualTo(tape.totals.tracks());
        TapeFinisher.finish(tape.channel, scan.totals(), TapeFinisher.Syncer.FORCE);
        assertThat(tape.content()).isEqualTo(expected);
      }
    }
  }

  @Test
  void finishing_interruptedAtEachByteOfTheMoov_leavesATapeThatFinishesToTheSameBytes() throws Exception {
    ByteBuffer expected = finishedBytes();
    try (TapeFile tape = TapeFile.write(folder.resolve("torn"), Clip.bFramesWithAac())) {
      ByteBuffer fragmented = tape.content();
      for (int size = fragmented.limit(); size < expected.limit(); size++) {
        ByteBuffer torn = ByteBuffer.allocate(size).put(expected.slice(0, size)).flip().put(0, fragmented, 0, fragmented.limit());
        tape.channel.truncate(0);
        TableCursor.writeFully(tape.channel, torn, 0);
        TapeScan scan = scan(tape.channel);
        assertThat(scan.finished()).isFalse();
        assertThat(scan.endOffset()).as("torn at %d", size).isEqualTo(fragmented.limit());
        TapeFinisher.finish(tape.channel, scan.totals(), (_, _) -> {});
        assertThat(tape.content()).isEqualTo(expected);
      }
    }
  }

  @Test
  void finishing_aTapeWhoseMoovWasLostAfterTheOverwrite_writesItAgain() throws Exception {
    ByteBuffer expected = finishedBytes();
    try (TapeFile tape = TapeFile.write(folder.resolve("torn"), Clip.bFramesWithAac())) {
      tape.finish();
      tape.channel.truncate(tape.endOffset() + 20);
      TapeScan scan = scan(tape.channel);
      assertThat(scan.finished()).isFalse();
      TapeFinisher.finish(tape.channel, scan.totals(), TapeFinisher.Syncer.FORCE);
      assertThat(tape.content()).isEqualTo(expected);
    }
  }

  @Test
  void finishing_twice_changesNothing() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      TapeFinisher.FinishedTape first = tape.finish();
      ByteBuffer once = tape.content();
      assertThat(TapeFinisher.finish(tape.channel, tape.totals, failingAt(Step.MOOV_APPENDED))).isEqualTo(first);
      assertThat(tape.content()).isEqualTo(once);
    }
  }

  @Test
  void finishing_syncsTheMoovBeforeItTouchesTheHeader() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      List<String> seen = new ArrayList<>();
      TapeFinisher.finish(tape.channel, tape.totals, (_, step) ->
          seen.add(step + " " + FourCc.text(tape.content().getInt(tape.header.placeholderOffset() + 4))));
      assertThat(seen).containsExactly("MOOV_APPENDED free", "HEADER_OVERWRITTEN mdat");
    }
  }

  @Test
  void finishing_withATornTail_cutsItOff() throws Exception {
    ByteBuffer expected = finishedBytes();
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      TableCursor.writeFully(tape.channel, tape.content().slice((int) tape.fragments.get(1).offset(), 700), tape.endOffset());
      tape.finish();
      assertThat(tape.content()).isEqualTo(expected);
    }
  }

  @Test
  void finishing_withTotalsOfAnotherTape_failsBeforeItTouchesTheHeader() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("tape"), Clip.bFramesWithAac())) {
      ByteBuffer before = tape.content();
      for (TapeTotals wrong : List.of(totalsOf(1), totalsOf(100))) {
        assertThatThrownBy(() -> TapeFinisher.finish(tape.channel, wrong, TapeFinisher.Syncer.FORCE))
            .isInstanceOf(IllegalStateException.class);
      }
      assertThat(scan(tape.channel).finished()).isFalse();
      assertThat(tape.content().slice(0, 500)).isEqualTo(before.slice(0, 500));
    }
  }

  /** What the budget is for a tape of two hours, processor time so that other work on the machine does not count. */
  @Test
  void tapeOfTwoHours_isFinishedInUnderATenthOfASecond() throws Exception {
    assertThat(FinishTiming.bestCpuMs(Files.createFile(folder.resolve("long.mp4")), 2)).isLessThan(100);
  }

  /** Totals of fragments that this tape does not have. */
  private static TapeTotals totalsOf(int fragmentCount) {
    List<TapeTrack> tracks = Clip.bFramesWithAac().tracks().stream().map(TapeTrack::of).toList();
    TapeTotals totals = new TapeTotals(tracks);
    FragmentTable table = new FragmentTable(tracks);
    for (int i = 0; i < fragmentCount; i++) {
      table.clear();
      table.start(0, i * 3600L);
      table.add(0, 3600, 2000, 0, true);
      totals.add(table);
    }
    return totals;
  }

  private static List<PlainMp4.Sample> expected(Clip clip) {
    List<PlainMp4.Sample> samples = new ArrayList<>();
    for (int track = 0; track < clip.tracks().size(); track++) {
      long startPts = clip.items().stream().mapToLong(item -> movieTime(clip, item)).min().orElse(0);
      for (Clip.Item item : clip.items()) {
        if (item.trackIndex() == track) {
          int id = clip.tracks().get(track).id();
          samples.add(new PlainMp4.Sample(id, movieTime(clip, item) - startPts, item.sync(), ByteBuffer.wrap(item.bytes())));
        }
      }
    }
    return samples;
  }

  private static long movieTime(Clip clip, Clip.Item item) {
    return (item.dts() + item.compositionOffset()) * (PlainMp4.CLOCK / clip.tracks().get(item.trackIndex()).timescale());
  }

  private ByteBuffer finishedBytes() throws Exception {
    try (TapeFile tape = TapeFile.write(folder.resolve("reference"), Clip.bFramesWithAac())) {
      tape.finish();
      return tape.content();
    }
  }

  private static TapeFinisher.Syncer failingAt(Step fatal) {
    return (_, step) -> {
      if (step == fatal) {
        throw new IOException("power cut at " + step);
      }
    };
  }

  private static TapeScan scan(FileChannel channel) throws Exception {
    try (TapeReader reader = TapeReader.open(channel)) {
      return TapeScan.of(reader, (_, _, _) -> {});
    }
  }
}
